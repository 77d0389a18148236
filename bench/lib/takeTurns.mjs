import { watchOtherWork } from './otherWork.mjs';
import { spread } from './spread.mjs';

/**
 * Runs both sides in turn, so that a drift of the machine falls on both. The first pair warms up and is left out, unless there is nothing to warm.
 * @returns {Promise<{ theirs: object[], ours: object[], others: number }>}
 */
export async function takeTurns({ rounds, theirs, ours, warmUp = true }) {
  const runs = [];
  for (let round = warmUp ? 0 : 1; round <= rounds; round += 1) {
    const others = watchOtherWork();
    const pair = { theirs: await theirs(round), ours: await ours(round) };
    if (round > 0) runs.push({ ...pair, others: others() });
  }
  return { theirs: runs.map(run => run.theirs), ours: runs.map(run => run.ours), others: spread(runs.map(run => run.others)).median };
}

/** How many times as fast ours was, pair by pair. */
export function timesAsFast({ theirs, ours }, seconds) {
  return ours.map((run, index) => seconds(theirs[index]) / seconds(run));
}
