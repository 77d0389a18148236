#!/usr/bin/env node
// Whatever fails on the way – forge, catalog, database, disk, the backend itself – a task leaves one whole service, or nothing, or names what is left.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCallBook } from '../faults/calls.mjs';
import { postgresDatabase, sqliteFile } from '../faults/databases.mjs';
import { proveKills, proveRetry } from '../faults/kills.mjs';
import { listCalls, listCases, proveCases } from '../faults/nthCall.mjs';
import { mountSmallDisk, proveOutages } from '../faults/outages.mjs';
import { startForge } from '../faults/startForge.mjs';
import { startTcpProxy } from '../faults/startTcpProxy.mjs';
import { startWorld } from '../faults/startWorld.mjs';
import { createClosers } from '../lib/createClosers.mjs';
import { startPostgres } from '../lib/postgres.mjs';
import { createTally } from '../lib/tally.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const tally = createTally('faults');
const data = mkdtempSync(join(tmpdir(), 'waymark-faults-'));
const book = createCallBook();
const wanted = part => (process.env.WAYMARK_PROOF_ONLY ?? part) === part;
const names = Array.from({ length: 400 }, (_, index) => `case-${index + 1}`);
const closers = createClosers();
closers.add(() => rmSync(data, { recursive: true, force: true }));

const rest = [...names];
/** An owner of its own with a library, for one case. */
const caseOn = forge => async () => {
  const name = rest.shift();
  await forge.seedLibrary(name);
  book.plan(name, []);
  return name;
};
const resumes = { taskRecovery: { enabled: true, staleTimeout: { seconds: 8 }, workspaceProvider: 'database' } };
/** Nothing is resumed: what crashed is found by its silence, and closed by the scaffolder a day later. */
const forgets = { taskRecovery: { enabled: false }, taskTimeoutJanitorFrequency: { seconds: 5 } };
const crashedAfter = { undo: { crashedAfter: { seconds: 15 } } };

try {
  const postgres = await startPostgres();
  closers.add(() => postgres.stop());
  const forges = await Promise.all([7110, 7111].map(port => startForge({ root, data: join(data, String(port)), port, cases: names, book })));
  for (const forge of forges) closers.add(() => forge.close());
  const open = async (name, { port, forge, database, scaffolder, backend = {} }) => {
    const config = { backend: { ...database.config, ...backend }, scaffolder, waymark: crashedAfter };
    const world = await startWorld({ root, name, port, data, forge, book, config });
    closers.add(() => world.close());
    return Object.assign(world, { database });
  };
  const [matrixForge, crashForge] = forges;
  await Promise.all([nthCalls(), killsAndOutages()]);

  async function nthCalls() {
    if (!wanted('calls')) return;
    const worlds = await tally.step('two backends are up', () =>
      Promise.all([
        open('first', { port: 7112, forge: matrixForge, database: sqliteFile({ data, name: 'first' }), scaffolder: resumes }),
        open('second', { port: 7114, forge: matrixForge, database: postgresDatabase({ postgres, name: 'second' }), scaffolder: forgets }),
      ]),
    );
    if (!worlds) return;
    const nextCase = caseOn(matrixForge);
    const calls = await listCalls({ world: worlds[0], nextCase, book });
    console.log(calls.map((call, index) => `  ${index + 1} ${call.slice(0, 140)}`).join('\n'));
    const only = new RegExp(process.env.WAYMARK_PROOF_CASES ?? '');
    await proveCases({ worlds, nextCase, book, tally, all: listCases(calls).filter(({ title }) => only.test(title)) });
  }

  async function killsAndOutages() {
    if (!wanted('kills') && !wanted('outages')) return;
    const nextCase = caseOn(crashForge);
    const lateClosings = [];
    const each = async (name, options) => {
      const world = await tally.step(`${name}: a backend to kill is up`, () => open(name, { forge: crashForge, ...options }));
      if (!world) return undefined;
      if (wanted('kills')) lateClosings.push(await proveKills({ world, nextCase, book, tally }));
      await proveRetry({ world, nextCase, tally, forge: crashForge });
      return world;
    };
    const databaseProxy = await startTcpProxy({ port: 7120, target: postgres.port });
    closers.add(() => databaseProxy.close());
    const disk = await mountSmallDisk();
    if (disk) closers.add(() => disk.unmount());
    const database = postgresDatabase({ postgres, name: 'without_recovery', port: databaseProxy.port });
    const [, world] = await Promise.all([
      each('with recovery', { port: 7116, database: sqliteFile({ data, name: 'with recovery' }), scaffolder: resumes }),
      each('without recovery', { port: 7118, database, scaffolder: forgets, backend: disk && { workingDirectory: disk.folder } }),
    ]);
    if (world && wanted('outages')) await proveOutages({ world, forge: crashForge, databaseProxy, disk, nextCase, book, tally });
    await Promise.all(lateClosings.map(prove => prove()));
  }
} catch (error) {
  await tally.step('the proof itself', () => Promise.reject(error));
} finally {
  await closers.closeAll();
}
tally.finish();
process.exit();
