import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spread } from '../lib/spread.mjs';
import { takeTurns, timesAsFast } from '../lib/takeTurns.mjs';

const targetAt = { 100: 1, 1000: 4 };

/** The first use of a library's commit: each round pushes a new one, which has to be fetched, checked and compiled. */
export async function firstUse(bench) {
  const portal = await bench.portal();
  const forge = await bench.forge();
  const rows = [];
  for (const count of [100, 1000]) {
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
        writeFileSync(join(libraryFolder, 'README.md'), `Commit ${round}\n`);
        const { changed } = await forge.seed(`ts-${count}`, libraryFolder);
        if (!changed) throw new Error('The library has no new commit.');
        return portal.runTask('waymark-render', values);
      },
    });
    const ratios = timesAsFast(turns, ({ steps }) => steps.fetch ?? steps.render);
    const fromForge = spread(turns.theirs.map(run => run.fromForge.fetch)).median;
    rows.push({
      work: `render + write at a commit never used before, ${count.toLocaleString('en')} files`,
      against: '`fetch:template`',
      theirs: turns.theirs.map(({ steps }) => steps.fetch),
      ours: turns.ours.map(({ steps }) => steps.render),
      ratios,
      target: targetAt[count] === 1 ? 'not slower' : `≥ ${targetAt[count]} ×`,
      isMet: spread(ratios).median >= targetAt[count],
      others: turns.others,
      beside: `stock reads a folder of this disk; where it reads the same skeleton from the forge, as ours does, it takes ${fromForge.toFixed(2)} s`,
    });
  }
  return rows;
}
