import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { repoRoot } from '../../scripts/lib/folders.mjs';
import { startProcess } from '../lib/processes.mjs';

const entry = fileURLToPath(new URL('forgeProcess.mjs', import.meta.url));

/** Backstage's own transform, which runs our TypeScript. */
export const transform = ['--require', createRequire(join(repoRoot, 'package.json')).resolve('@backstage/cli-node/config/nodeTransform.cjs')];

/** Starts the forge, which has the libraries and takes what is published. */
export async function startForge({ folder, port }) {
  const child = startProcess({
    command: process.execPath,
    args: [...transform, entry, join(folder, 'forge'), String(port)],
    cwd: repoRoot,
    env: { ...process.env, NODE_ENV: 'development' },
    log: join(folder, 'forge.log'),
    ipc: true,
  });
  const answer = () =>
    new Promise((resolve, reject) => {
      const onMessage = message => {
        // The transform sends messages of its own.
        if (!message?.ready && !message?.result && !message?.error) return;
        child.off('message', onMessage);
        child.off('exit', onExit);
        if (message.error) reject(new Error(`The forge: ${message.error}`));
        else resolve(message.result);
      };
      const onExit = () => reject(new Error(`The forge has ended; see ${join(folder, 'forge.log')}`));
      child.on('message', onMessage);
      child.once('exit', onExit);
    });
  await answer();
  return {
    host: `localhost:${port}`,
    url: `http://localhost:${port}`,
    /** Makes a repo hold the files of a folder; only what changed makes a new commit. */
    seed(name, source) {
      const seeded = answer();
      child.send({ seed: { owner: 'bench', name, folder: source, message: 'bench' } });
      return seeded;
    },
  };
}
