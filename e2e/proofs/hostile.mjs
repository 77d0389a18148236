#!/usr/bin/env -S node --expose-gc
// Hostile input, at every entry of the engine: each attack first works against a plain renderer, ends here in a clear error within its
// time and memory, and leaves nothing behind for the next render. `hostile.mjs TEXT…` strikes with those whose entry and name hold one of these.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endure, engineFaults } from '../hostile/engineFaults.mjs';
import { entries } from '../hostile/entries.mjs';
import { runPlain } from '../hostile/lib/plain.mjs';
import { payload, rendersCleanly, withstand } from '../hostile/lib/withstand.mjs';
import { inLanes } from '../lib/inLanes.mjs';
import { createTally } from '../lib/tally.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const require = createRequire(join(root, 'packages', 'cli', 'package.json'));
require('@backstage/cli-node/config/nodeTransform.cjs');
const { createEngine } = require('@waymark/backstage-plugin-waymark-node');

const wanted = process.argv.slice(2);
const isWanted = title => wanted.length === 0 || wanted.some(text => title.includes(text));
const chosen = entries.map(entry => ({ ...entry, attacks: entry.attacks.filter(({ name }) => isWanted(`${entry.entry}: ${name}`)) }));
const tally = createTally('hostile');
const plainEnds = await runPlainRenderers();
const engine = createEngine({ children: 1 });
try {
  await rendersCleanly(engine);
  for (const entry of chosen) for (const attack of entry.attacks) await tally.step(`${entry.entry}: ${attack.name} [${attack.source}]`, () => prove(entry, attack));
} finally {
  await engine.close();
}
for (const fault of engineFaults.filter(({ name }) => isWanted(`engine: ${name}`))) {
  await tally.step(`engine: ${fault.name}`, async () => console.log(`  ${await endure(fault, createEngine)}`));
}
tally.finish();

async function prove(entry, attack) {
  const plain = plainEnds.get(attack);
  if (plain) assert.ok(isAsTold(attack.plain, plain), `the plain renderer ${plain.does}: ${plain.said.slice(0, 1000)}`);
  const { seconds, peakMb, stallMs } = await withstand(attack, { entry, engine });
  await rendersCleanly(engine);
  console.log(`  plain: ${plain?.does ?? attack.plain.cannot}; here: ${attack.ends} in ${seconds.toFixed(2)} s, ${peakMb} MB, stall ${stallMs.toFixed(0)} ms`);
}

function isAsTold({ does, shows = '' }, plain) {
  return does.includes(plain.does) && plain.said.includes(shows);
}

/** Two at a time, before anything is measured. */
async function runPlainRenderers() {
  const ends = new Map();
  const shown = chosen.flatMap(entry => entry.attacks.filter(({ plain }) => !plain.cannot).map(attack => ({ entry, attack })));
  await inLanes(
    2,
    shown.map(({ entry, attack }) => async () => {
      const [renderer, input] = (attack.plain.input ?? entry.plain)(payload(attack), attack.plain);
      ends.set(attack, await runPlain(renderer, input));
    }),
  );
  return ends;
}
