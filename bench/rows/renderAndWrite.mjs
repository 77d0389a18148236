import { spread } from '../lib/spread.mjs';
import { takeTurns, timesAsFast } from '../lib/takeTurns.mjs';

const sizes = [10, 100, 1000, 5000];
const roundsOf = count => (count > 1000 ? 3 : 5);

/** Render and write of plain text, the library loaded: what a task of one step costs by its own seconds. */
export async function renderAndWrite(bench) {
  return measure(bench, {
    language: 'ts',
    sizes,
    targetAt: { 1000: 20 },
    beside: 'stock reads a folder, ours asks the forge for the commit each time; neither formats (`format: false`)',
  });
}

/** The same with every rendered file formatted as Python by ruff. */
export async function renderAsPython(bench) {
  return measure(bench, {
    language: 'py',
    sizes: [100, 1000],
    targetAt: { 1000: 5 },
    beside: 'ours formats each rendered file with ruff, stock formats nothing',
  });
}

async function measure(bench, { language, sizes: counts, targetAt, beside }) {
  const portal = await bench.portal();
  const rows = [];
  for (const count of counts) {
    const values = await bench.skeleton({ count, language });
    const run = template => () => portal.runTask(template, values);
    const turns = await takeTurns({
      rounds: roundsOf(count),
      theirs: run('stock-render'),
      ours: async () => ({ ...(await run('waymark-render')()), nothing: (await run('nothing')()).steps.log }),
    });
    const nothing = spread(turns.ours.map(run => run.nothing)).median;
    const least = targetAt[count];
    const ratios = timesAsFast(turns, ({ steps }) => steps.fetch ?? steps.render);
    rows.push({
      work: `render${language === 'py' ? ' + format as Python' : ''} + write, ${count.toLocaleString('en')} files`,
      against: '`fetch:template`',
      theirs: seconds(turns.theirs, 'fetch'),
      ours: seconds(turns.ours, 'render'),
      ratios,
      ...(least && { target: `≥ ${least} ×`, isMet: spread(ratios).median >= least }),
      others: turns.others,
      beside: `${beside}; a step that does nothing takes ${nothing.toFixed(3)} s`,
      size: { count, of: language === 'py' ? 'Python, formatted' : 'TypeScript', stallMs: Math.max(...turns.ours.map(run => run.stallMs)) },
    });
  }
  return rows;
}

function seconds(runs, step) {
  return runs.map(({ steps }) => steps[step]);
}
