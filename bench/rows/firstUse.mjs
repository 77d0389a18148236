import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spread } from '../lib/spread.mjs';
import { takeTurns, timesAsFast } from '../lib/takeTurns.mjs';

const targetAt = { 100: 1, 1000: 4 };

const changes = {
  'every template': (folder, round) => {
    const files = readdirSync(join(folder, 'layers'), { recursive: true }).filter(path => path.endsWith('.njk'));
    for (const path of files) appendFileSync(join(folder, 'layers', path), `{# ${round} #}`);
  },
  'one file': (folder, round) => writeFileSync(join(folder, 'README.md'), `Commit ${round}\n`),
};

/** The first use of a library's commit: each round pushes a new one, which has to be fetched, checked and compiled. */
export async function firstUse(bench) {
  const rows = [];
  for (const count of [100, 1000]) {
    for (const changed of Object.keys(changes)) rows.push(await measure(bench, { count, changed }));
  }
  return rows;
}

async function measure(bench, { count, changed }) {
  const portal = await bench.portal();
  const forge = await bench.forge();
  const skeleton = { count, language: 'ts' };
  const values = await bench.skeleton(skeleton);
  const libraryFolder = bench.libraryFolder(skeleton);
  const turns = await takeTurns({
    rounds: 5,
    theirs: async () => {
      const { steps } = await portal.runTask('stock-render', values);
      return { steps, fromForge: (await portal.runTask('stock-render-from-forge', values)).steps };
    },
    ours: async round => {
      changes[changed](libraryFolder, round);
      const seeded = await forge.seed(`ts-${count}`, libraryFolder);
      if (!seeded.changed) throw new Error('The library has no new commit.');
      return portal.runTask('waymark-render', values);
    },
  });
  const ratios = timesAsFast(turns, ({ steps }) => steps.fetch ?? steps.render);
  const fromForge = spread(turns.theirs.map(run => run.fromForge.fetch)).median;
  return {
    work: `render + write at a commit never used before, ${changed} changed, ${count.toLocaleString('en')} files`,
    against: '`fetch:template`',
    theirs: turns.theirs.map(({ steps }) => steps.fetch),
    ours: turns.ours.map(({ steps }) => steps.render),
    ratios,
    target: targetAt[count] === 1 ? 'not slower' : `≥ ${targetAt[count]} ×`,
    isMet: spread(ratios).median >= targetAt[count],
    others: turns.others,
    beside: `ours fetches an archive of the new commit from the forge; stock reads a folder of this disk (from the forge it takes ${fromForge.toFixed(2)} s)`,
  };
}
