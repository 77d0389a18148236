import { spread } from '../lib/spread.mjs';
import { takeTurns, timesAsFast } from '../lib/takeTurns.mjs';

const most = 1.1;

/** Start of the backend until its readiness probe answers, with and without our module. */
export async function startUp(bench) {
  await bench.closePortal();
  const start = withWaymark => async () => {
    const portal = await bench.startPortal({ withWaymark });
    await portal.stop();
    return portal.readySeconds;
  };
  const turns = await takeTurns({ rounds: 5, theirs: start(false), ours: start(true) });
  const ratios = timesAsFast(turns, seconds => seconds).map(ratio => 1 / ratio);
  return [
    {
      work: 'start of the backend until it is ready',
      against: 'the same backend without our module',
      ...turns,
      ratios,
      target: `≤ ${most} ×`,
      isMet: spread(ratios).median <= most,
      beside: 'development mode, where our TypeScript is compiled at every start; database in memory',
    },
  ];
}
