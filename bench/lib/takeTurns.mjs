import { setTimeout as sleep } from 'node:timers/promises';
import { watchOtherWork } from './otherWork.mjs';
import { spread } from './spread.mjs';

/** Cores that other work may take in a run that counts as calm. */
const calm = 0.4;
const glanceMs = 250;
const patienceMs = 3000;
/** How long a whole run may wait for a calm machine. */
let patienceLeftMs = 60_000;
/** Pairs that are run in the place of disturbed ones. */
const spares = 2;

/**
 * Runs both sides in turn, so that a drift of the machine falls on both. The first pair warms up and is left out, unless there is nothing
 * to warm. Where other work disturbs pairs, two more are run; the calmest count.
 */
export async function takeTurns({ rounds, theirs, ours, warmUp = true }) {
  const pairs = [];
  for (let round = warmUp ? 0 : 1; round <= rounds + spares && calmOnes(pairs).length < rounds; round += 1) {
    await untilCalm();
    const others = watchOtherWork();
    const pair = { theirs: await theirs(round), ours: await ours(round), others: others() };
    if (round > 0) pairs.push(pair);
  }
  const counted = pairs.sort((a, b) => a.others - b.others).slice(0, rounds);
  return { theirs: counted.map(pair => pair.theirs), ours: counted.map(pair => pair.ours), others: spread(counted.map(pair => pair.others)).median };
}

/** How many times as fast ours was, pair by pair. */
export function timesAsFast({ theirs, ours }, seconds) {
  return ours.map((run, index) => seconds(theirs[index]) / seconds(run));
}

function calmOnes(pairs) {
  return pairs.filter(({ others }) => others <= calm);
}

async function untilCalm() {
  for (let waitedMs = 0; waitedMs < Math.min(patienceMs, patienceLeftMs); waitedMs += glanceMs) {
    const others = watchOtherWork();
    await sleep(glanceMs);
    if (others() <= calm) return;
    patienceLeftMs -= glanceMs;
  }
}
