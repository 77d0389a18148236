import { spread } from '../lib/spread.mjs';
import { takeTurns, timesAsFast } from '../lib/takeTurns.mjs';

const tasks = 10;

/** Ten tasks of 100 files at once, each with a `debug:log` after it. */
export async function tenAtOnce(bench) {
  const portal = await bench.portal();
  const values = await bench.skeleton({ count: 100, language: 'ts' });
  const run = template => () => portal.runTasks(template, Array.from({ length: tasks }, () => values));
  const nothing = run('nothing-twice');
  const turns = await takeTurns({
    rounds: 5,
    theirs: run('stock-render-and-log'),
    ours: async () => ({ ...(await run('waymark-render-and-log')()), nothing: await nothing() }),
  });
  const nothingTakes = figure => spread(turns.ours.map(({ nothing: ran }) => figure(ran))).median.toFixed(2);
  const row = (work, { seconds, least, beside }) => {
    const ratios = timesAsFast(turns, seconds);
    return {
      work,
      against: '`fetch:template`',
      theirs: turns.theirs.map(seconds),
      ours: turns.ours.map(seconds),
      ratios,
      target: `≥ ${least} ×`,
      isMet: spread(ratios).median >= least,
      others: turns.others,
      beside,
    };
  };
  return [
    row('ten tasks of 100 files at once: sum of the render and write steps', {
      seconds: ({ steps }) => steps.fetch ?? steps.render,
      least: 10,
      beside: `library loaded; a step waits while another has the process, and the sums count that: ten steps that do nothing (\`debug:log\`) take ${nothingTakes(({ steps }) => steps.first)} s in sum`,
    }),
    row('… the ten tasks as a whole', {
      seconds: ({ wall }) => wall,
      least: 4,
      beside: `from the first request to the end of the last task, a \`debug:log\` included; ten tasks of two \`debug:log\` alone take ${nothingTakes(({ wall }) => wall)} s`,
    }),
  ];
}
