import { strict as assert } from 'node:assert';
import { inLanes } from '../lib/inLanes.mjs';

const push = label => label.startsWith('git POST');
/** The registration's second call, a dry run behind the real one. */
const registering = label => label.includes('/locations?dryRun');
const forgeFailed = /localhost:\d+: (GET|PATCH|DELETE) .* (was not answered|answered 500)/;
const failedPush = { when: push, fault: { status: 403 } };
const failedRegistration = { when: registering, fault: { status: 403 } };

/** What a whole good task calls, in order. */
export async function listCalls({ world, nextCase, book }) {
  const name = await nextCase();
  const id = await world.cases.start(name);
  assert.equal(await world.cases.ended(id), 'completed', await world.cases.log(id));
  const calls = [...book.of(name).calls];
  await world.cases.judge(name, id);
  return calls;
}

/** Cases as {title, faults}: every call of a whole task with 403 and 422, every call of an undo with them, and chosen calls with the rest. */
export function listCases(calls) {
  const short = call => call.split(' ').slice(0, 3).join(' ').replace(/\?.*/, '');
  const all = [];
  const add = (title, faults, options) => all.push({ title, faults, options });
  // Those that take a minute come first.
  add('a push that is cut off after it was carried out', [{ when: push, fault: 'resetAfter' }]);
  const each = (fault, nths = 12) => Array.from({ length: nths }, (_, index) => ({ when: push, nth: index + 1, fault }));
  add('a push that is cut off again and again', each('reset'));
  add('a push that is carried out and cut off again and again', each('resetAfter'));
  add('a push that answers 500 again and again', each({ status: 500 }));
  // Everything fails from here on, the undo included: the sweep ends the work when all is back.
  add('everything answers 403 from the push on', [{ when: push, always: true, fault: { status: 403 } }], { liftFirst: true });
  add('everything answers 503 behind a refused push', [failedPush, { when: push, always: true, fault: { status: 503 } }], { liftFirst: true });
  add('everything answers 503 from the registration on', [{ when: registering, always: true, fault: { status: 503 } }], { liftFirst: true });
  const hard = [{ status: 500 }, 'truncate', 'reset', 'resetAfter'];
  const told = fault => (typeof fault === 'string' ? fault : fault.status);
  const chosen = [
    ['prepare asks the forge', /GET .*CASE.service$/, [...hard, 'hang'], forgeFailed],
    ['prepare asks the catalog', /by-query/, [...hard, 'hang'], /The catalog could not say whether it has the location/],
    ['the commit of the library', /golden-paths.commits/, ['truncate', 'hang'], /The library at .* cannot be read/],
    ['the archive of the library', /tarball/, [...hard, 'hang'], /The library at .* cannot be read/],
    ['the making of the repo', /POST .*.repos$/, hard],
    // The stock client waits for good where the answer is cut short, so no truncate here.
    ['the registration', /POST .api.catalog.locations \{/, [{ status: 500 }, 'reset', 'resetAfter']],
    ['the seal reads the commit', /GET .*service.commits/, [...hard, 'hang'], forgeFailed],
    ['the seal changes the homepage', /PATCH/, [...hard, 'hang', 'hangAfter'], /still shows this task: .*(was not answered|answered 500)/],
  ];
  for (const [title, pattern, faults, says] of chosen) for (const fault of faults) add(`${title}: ${told(fault)}`, [{ when: label => pattern.test(label), fault }], { says, mustStrike: true });
  for (const fault of [...hard, 'hang', 'hangAfter']) {
    add(`the undo deletes the repo: ${told(fault)}`, [failedPush, { when: label => label.startsWith('rest DELETE'), fault }], { mustStrike: true });
    add(`the undo removes the location: ${told(fault)}`, [failedRegistration, { when: label => label.startsWith('catalog DELETE'), fault }], { mustStrike: true });
  }
  calls.forEach((call, index) => {
    for (const status of call.startsWith('rest') ? [403, 422] : [403]) add(`call ${index + 1} answers ${status} (${short(call)})`, [{ n: index + 1, fault: { status } }]);
  });
  // The undo's own calls come right behind the failure that it is for; a few more than there are, so that none is missed.
  for (const status of [403, 422]) {
    for (let after = 1; after <= 8; after += 1) add(`undo of a failed push: call ${after} answers ${status}`, [failedPush, { when: push, after, fault: { status } }]);
    for (let after = 1; after <= 10; after += 1) add(`undo of a failed registration: call ${after} answers ${status}`, [failedRegistration, { when: registering, after, fault: { status } }]);
  }
  return all;
}

/** Runs every case, on the worlds in turn. */
export async function proveCases({ worlds, nextCase, book, tally, all, lanes = 14 }) {
  const jobs = all.map(({ title, faults, options }, index) => async () => {
    const world = worlds[index % worlds.length];
    await tally.step(title, async () => {
      const name = await nextCase();
      book.plan(name, faults);
      const id = await world.cases.start(name);
      const { state, status, struck } = await world.cases.prove(name, id, options);
      if (options?.mustStrike) assert.ok(struck.every(Boolean), `a fault met no call: ${struck.join(' | ')}`);
      if (process.env.WAYMARK_PROOF_VERBOSE) console.log(`    ${title}: ${status}, ${state}; struck: ${struck.filter(Boolean).join(' | ')}`);
    });
  });
  await inLanes(lanes * worlds.length, jobs);
}
