import { setTimeout as sleep } from 'node:timers/promises';
import { spread } from '../lib/spread.mjs';
import { takeTurns, timesAsFast } from '../lib/takeTurns.mjs';

const most = 1.15;
/** GitHub's client leaves a second between two writes, which reaches into the next task. */
const pauseMs = 1200;

/** A whole task with publish and register. */
export async function wholeTask(bench) {
  const portal = await bench.portal();
  const forge = await bench.forge();
  const values = await bench.skeleton({ count: 60, language: 'py' });
  const stamp = Date.now().toString(36);
  const run = kind => async round => {
    await sleep(pauseMs);
    return portal.runTask(`${kind}-task`, { ...values, repoUrl: `${forge.host}?owner=acme&repo=${kind}-${stamp}-${round}` });
  };
  const turns = await takeTurns({ rounds: 7, theirs: run('stock'), ours: run('waymark') });
  const ratios = timesAsFast(turns, ({ task }) => task).map(ratio => 1 / ratio);
  return [
    {
      work: 'whole task, 60 files, publish and register included',
      against: 'the same of stock actions',
      theirs: turns.theirs.map(({ task }) => task),
      ours: turns.ours.map(({ task }) => task),
      ratios,
      target: `≤ ${most} ×`,
      isMet: spread(ratios).median <= most,
      others: turns.others,
      beside: `ours: prepare, render, format as Python, verify, publish, register, seal; steps: ${stepMedians(turns.ours)}; stock's: ${stepMedians(turns.theirs)}`,
    },
  ];
}

function stepMedians(runs) {
  return Object.keys(runs[0].steps)
    .map(step => `${step} ${spread(runs.map(({ steps }) => steps[step])).median.toFixed(2)}`)
    .join(', ');
}
