import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startForge } from '../portal/startForge.mjs';
import { startPortal } from '../portal/startPortal.mjs';
import { templateDocuments } from '../portal/templates.mjs';
import { answers, values } from '../skeletons/dialects.mjs';
import { writeLibrary, writeStockSkeleton } from '../skeletons/writeSkeletons.mjs';
import { makeWorkFolder } from './workFolder.mjs';
import { stopProcesses } from './processes.mjs';

const ports = { portal: 7307, forge: 7308, probe: 7309 };

/** What the rows of one run share: the folder, the forge, one portal that serves both kinds of template, the skeletons. */
export function openBench() {
  const work = makeWorkFolder();
  const folder = work.path;
  const templatesFolder = join(folder, 'templates');
  mkdirSync(templatesFolder);
  for (const { name, document } of templateDocuments()) writeFileSync(join(templatesFolder, `${name}.yaml`), JSON.stringify(document));
  let forge;
  let portal;
  const skeletons = new Map();

  const bench = {
    folder,
    inMemory: work.inMemory,
    progress: text => process.stderr.write(`${text}\n`),
    forge: () => (forge ??= startForge({ folder, port: ports.forge })),
    /** The portal that most rows share; it serves stock templates and ours. */
    portal: () =>
      (portal ??= (async () => {
        await bench.forge();
        const started = await bench.startPortal();
        await started.untilTemplates();
        return started;
      })()),
    /** A portal of the row's own; the shared one is ended before, since both want the same port. */
    async startPortal(options = {}) {
      await bench.forge();
      return startPortal({ folder, ports, templatesFolder, ...options });
    },
    async closePortal() {
      await (await portal)?.stop();
      portal = undefined;
    },
    /** The folder of a library, written at its first use. */
    libraryFolder(skeleton) {
      const path = join(folder, 'libraries', nameOf(skeleton));
      if (!skeletons.has(path)) writeLibrary(path, skeleton);
      skeletons.set(path, true);
      return path;
    },
    /** A skeleton for both sides; gives the parameters of a task of each template. */
    async skeleton(skeleton) {
      const name = nameOf(skeleton);
      if (!skeletons.has(name)) {
        const stockFolder = join(templatesFolder, 'skeletons', name);
        writeStockSkeleton(stockFolder, skeleton);
        await (await bench.forge()).seed(name, bench.libraryFolder(skeleton));
        await (await bench.forge()).seed(`stock-${name}`, stockFolder);
        skeletons.set(name, true);
      }
      const repo = `${(await bench.forge()).url}/bench`;
      return { values, answers, skeleton: `skeletons/${name}`, library: `${repo}/${name}/tree/main`, stockUrl: `${repo}/stock-${name}/tree/main/` };
    },
    async close() {
      await stopProcesses();
      work.remove();
    },
  };
  return bench;
}

function nameOf({ count, language }) {
  return `${language}-${count}`;
}
