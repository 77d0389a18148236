import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { inLanes } from '../lib/inLanes.mjs';
import { childrenOf, isAlive } from '../lib/processes.mjs';
import { until } from '../lib/until.mjs';

const is = pattern => label => pattern.test(label);
const between = step => is(new RegExp(`CASE-after-${step} `));
const refusedRegistration = { when: is(/locations\?dryRun/), fault: { status: 403 } };
const steps = ['prepare', 'render', 'verify', 'publish', 'register', 'seal'];

/** Calls of stock actions, which wait for minutes; for writes, before and after they were carried out. A push is tried again and again. */
const stockCalls = [
  ['publish asks for the owner', /users.CASE/, ['hang']],
  ['the repo is made', /POST .*orgs.CASE.repos/, ['hang', 'hangAfter']],
  ['the branch is protected', /PUT .*protection/, ['hang', 'hangAfter'], {}, { protect: true }],
  ['the location is registered', /POST .api.catalog.locations \{/, ['hang', 'hangAfter']],
  ['the registration is read back', /locations\?dryRun/, ['hang']],
  // Last, since a push gives up after a minute and a half.
  ['the push begins', /info.refs/, ['hang'], { always: true }],
  ['the commit is pushed', /^git POST/, ['hang', 'hangAfter'], { always: true }],
];
/** Calls of ours, which give up after half a minute: their tasks wait behind the publishing for the others. */
const sealCalls = [
  ['seal reads the commit', /service.commits.[0-9a-f]/, ['hang']],
  ['seal changes the homepage', /PATCH/, ['hang', 'hangAfter']],
];
const undoCalls = [
  ['asks for the repo', /rest GET .*repos.CASE.service$/, ['hang'], { nth: 2 }],
  ['looks into the repo', /branches/, ['hang']],
  ['deletes the repo', /rest DELETE/, ['hang', 'hangAfter']],
];
const undoLocationCalls = [
  ['asks for the location', /by-query/, ['hang'], { nth: 2 }],
  ['deletes the repo', /rest DELETE/, ['hang', 'hangAfter']],
  ['removes the location', /catalog DELETE/, ['hang', 'hangAfter']],
];
const earlyCalls = [
  ['prepare asks the forge', /rest GET .*repos.CASE.service$/, ['hang']],
  ['prepare asks the catalog', /by-query/, ['hang']],
  ['render asks for the commit', /golden-paths.commits/, ['hang']],
  ['render asks for the archive', /tarball/, ['hang']],
];
const told = { hang: 'before', hangAfter: 'after' };

/** Cases as {title, faults}; `early` ones are started when the others stand and `gate` opens. */
function listStandstills(gate) {
  const all = steps.map(step => ({ title: `between ${step} and the next step`, faults: [{ when: between(step), fault: 'hang' }] }));
  const add = (calls, { title = '', before = [], ...more } = {}) => {
    for (const [name, pattern, faults, rule, options] of calls) {
      for (const fault of faults) {
        const point = faults.length > 1 ? `${told[fault]} ${title}${name}` : `${title}${name}`;
        all.push({ title: point, faults: [...before, { when: is(pattern), fault, ...rule }], ...options, ...more });
      }
    }
  };
  add(stockCalls);
  add(sealCalls, { before: [{ when: between('publish'), fault: { until: gate } }] });
  add(undoCalls, { title: 'the undo of a failed step ', before: [{ when: between('publish'), fault: { until: gate, then: { status: 403 } } }] });
  add(undoLocationCalls, { title: 'the undo of a registration ', before: [{ when: between('publish'), fault: { until: gate } }, refusedRegistration] });
  add(earlyCalls, { early: true });
  return all;
}

/** Starts a task for each standstill, kills the backend while all of them stand, and judges each after the restart. */
export async function proveKills({ world, nextCase, book, tally }) {
  const { backend, cases } = world;
  let open;
  const all = listStandstills(new Promise(resolve => (open = resolve)));
  const start = async those => {
    await Promise.all(
      those.map(async each => {
        each.name = await nextCase();
        book.plan(each.name, each.faults);
        each.id = await cases.start(each.name, { protect: each.protect });
      }),
    );
  };
  const stand = (those, faultOf) =>
    until('the standstills', 240_000, async () => {
      const missing = those.filter(({ name }) => !faultOf(book.of(name).faults).struck);
      if (missing.length > 0) throw new Error(missing.map(({ title, name }) => `${title}: ${book.of(name).calls.at(-1)}`).join('\n'));
      return true;
    });
  const standing = await tally.step(`${world.name}: ${all.length} tasks stand still, each somewhere else, and the backend is killed`, async () => {
    const late = all.filter(({ early }) => !early);
    await start(late);
    await stand(late, faults => faults[0]);
    const early = start(all.filter(each => each.early));
    open();
    await early;
    await stand(all, faults => faults.at(-1));
    for (const { name, title } of all) assert.equal(callsBehind(book.of(name)).join('\n'), '', `${title}: went on`);
    const children = childrenOf(backend.pid());
    assert.ok(children.length > 0, 'the engine has no process');
    await backend.kill();
    for (const { name } of all) book.plan(name, []);
    await until('the end of the engine’s processes', 10_000, async () => children.every(pid => !isAlive(pid)));
    return true;
  });
  if (!standing) return async () => undefined;
  await tally.step(`${world.name}: it is started again, ten minutes later as far as claims go`, async () => {
    await world.database.letMinutesPass();
    await world.restart();
  });
  const outcomes = {};
  const followed = [];
  await inLanes(
    all.length,
    all.map(({ title, name, id }) => async () => {
      await tally.step(`${world.name}: killed ${title}`, async () => {
        const { state, again, kept } = await world.proveAfterCrash(name, id);
        outcomes[state] = [...(outcomes[state] ?? []), title];
        followed.push({ name, id, owner: again ?? id, kept });
      });
    }),
  );
  console.log(Object.entries(outcomes).map(([state, titles]) => `  ${state}: ${titles.join(', ')}`).join('\n'));
  return async () => {
    await tally.step(`${world.name}: the scaffolder closes what was dead, and the ${followed.length} services of these names stay as they are`, async () => {
      await world.database.letADayPass?.();
      await Promise.all(followed.map(({ id }) => world.cases.ended(id, 240_000)));
      await sleep(3000);
      for (const { name, id, owner, kept } of followed) {
        assert.deepEqual(await world.cases.keptOf(id), kept, `${name}: the record was changed by a late undo`);
        assert.equal((await world.cases.judge(name, owner)).state, 'sealed');
      }
    });
  };
}

/** What a task called behind its standstill; the catalog reads what was registered whenever it likes. */
function callsBehind({ calls, faults }) {
  const at = calls.lastIndexOf(faults.at(-1).struck);
  return calls.slice(at + 1).filter(call => !call.includes('/contents/'));
}

/** A completed task is run again: whatever becomes of it, the repo and its record stay as they are. */
export async function proveRetry({ world, nextCase, tally, forge }) {
  await tally.step(`${world.name}: a completed task that is run again leaves its repo untouched`, async () => {
    const { cases, api } = world;
    const name = await nextCase();
    const id = await cases.start(name);
    assert.equal(await cases.ended(id), 'completed');
    const before = JSON.stringify([await cases.repo(name), (await forge.api('GET', `/repos/${name}/service/commits`)).body.map(({ sha }) => sha)]);
    await api.call(`/scaffolder/v2/tasks/${id}/retry`, { method: 'POST', body: {} });
    await until('the second end', 60_000, async () => {
      const events = await api.call(`/scaffolder/v2/tasks/${id}/events`);
      return events.some(event => event.type === 'recovered') && events.some(event => event.type === 'completion');
    });
    await sleep(500);
    assert.equal(JSON.stringify([await cases.repo(name), (await forge.api('GET', `/repos/${name}/service/commits`)).body.map(({ sha }) => sha)]), before);
    assert.equal((await cases.judge(name, id)).state, 'sealed');
  });
}
