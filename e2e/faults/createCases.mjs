import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { endOf } from '../lib/backstageApi.mjs';
import { until } from '../lib/until.mjs';

const templateRef = 'template:default/fault-service';

/** Tasks of cases, each with an owner, a library and a repo of its own, and the judgement of what they leave behind. */
export function createCases({ forge, api, book, backendOutput, sweepMs = 180_000 }) {
  const target = name => `${forge.origin}/${name}/service/tree/main/catalog-info.yaml`;
  const post = async (template, values) => (await api.call('/scaffolder/v2/tasks', { method: 'POST', body: { templateRef: template, values } })).id;
  const start = async (name, { protect = false } = {}) => {
    const values = {
      name,
      protect,
      repoUrl: `${forge.host}?owner=${name}&repo=service`,
      library: `${forge.origin}/${name}/golden-paths/tree/main`,
      answers: { name, description: 'A service', owner: 'group:default/commerce', entities: [{ name: 'Order', fields: [{ name: 'number', type: 'string' }] }] },
    };
    const id = await post(templateRef, values);
    let wakings = 0;
    for (let waited = 0; (await api.call(`/scaffolder/v2/tasks/${id}`)).status === 'open'; waited += 1) {
      await sleep(300);
      if (waited % 8 === 7) wakings += await post('template:default/wake-up', {}).then(() => 1, () => 0);
    }
    if (wakings > 0) console.log(`  ${name}: a worker was to be woken ${wakings} times`);
    return id;
  };
  const record = id => api.call(`/scaffolder/waymark/tasks/${id}`).catch(error => (/RECORD_NOT_FOUND/.test(error.message) ? undefined : Promise.reject(error)));
  /** A record without the time of its last settling, which a late round moves. */
  const keptOf = async id => ({ ...(await record(id)), endedAt: undefined });
  const ended = (id, limitMs = 200_000) => until(`the end of task ${id}`, limitMs, () => endOf(api.call, id));
  const log = async id => (await api.call(`/scaffolder/v2/tasks/${id}/events`)).map(({ body }) => body.message).join('\n');
  const repo = async name => {
    const { status, body } = await forge.api('GET', `/repos/${name}/service`);
    return status === 200 ? body : undefined;
  };
  const locations = async name => {
    const all = await api.call('/catalog/locations');
    return all.map(({ data }) => data).filter(data => data.target.startsWith(`${forge.origin}/${name}/`));
  };

  /** What there is of a case once its task is over: sealed and whole, or nothing, or named. Throws where it is neither. */
  const judge = async (name, id) => {
    const settled = await until(`the record of ${name}`, sweepMs, async () => {
      const found = await record(id);
      return found?.status === 'intended' ? undefined : { found };
    });
    const { found } = settled;
    const [there, registered] = [await repo(name), await locations(name)];
    const said = `${await log(id)}\n${backendOutput()}`;
    if (found?.status === 'sealed') {
      assert.ok(there, `${name}: sealed without a repo`);
      assert.deepEqual(registered.map(location => location.target), [target(name)], `${name}: sealed without its one location`);
      return { state: 'sealed', found };
    }
    const left = (found?.undo ?? []).filter(({ outcome }) => outcome === 'left');
    for (const thing of left) {
      assert.ok(thing.reason.length > 10, `${name}: left without a reason`);
      assert.ok(said.includes(`${thing.kind} ${thing.target}: left.`), `${name}: ${thing.target} was left and the log does not say so`);
    }
    const named = kind => left.some(thing => thing.kind === kind);
    assert.ok(!there || named('repo'), `${name}: the repo is an orphan (${JSON.stringify(found)})`);
    assert.ok(registered.length === 0 || named('location'), `${name}: the location is an orphan (${JSON.stringify(found)})`);
    assert.equal(found?.status === 'leftBehind', left.length > 0, `${name}: ${found?.status}`);
    return { state: left.length > 0 ? 'named' : 'nothing', found, left };
  };
  /** Does by hand what the record says. */
  const cleanUp = async (name, left) => {
    if (left.some(({ kind }) => kind === 'repo')) await forge.api('DELETE', `/repos/${name}/service`);
    for (const { id } of left.some(({ kind }) => kind === 'location') ? await locations(name) : []) await api.call(`/catalog/locations/${id}`, { method: 'DELETE' });
  };

  return {
    start,
    ended,
    log,
    record,
    keptOf,
    repo,
    locations,
    judge,
    target,
    /** Waits for the end of a task, judges it, lifts its faults, and has a new task with the same answers succeed where nothing was sealed. */
    async prove(name, id, { liftFirst = false, hasEnded = true, mayHaveEnded = false, says } = {}) {
      const status = hasEnded ? await ended(id) : 'crashed';
      const { faults } = book.of(name);
      if (liftFirst) {
        assert.equal((await record(id)).status, 'intended', `${name}: settled while nothing answered`);
        book.plan(name, []);
      }
      const verdict = await judge(name, id);
      if (!hasEnded && !mayHaveEnded && verdict.found) {
        const { status: shown } = await api.call(`/scaffolder/v2/tasks/${id}`);
        assert.equal(shown, 'processing', `${name}: settled only when the scaffolder closed it`);
      }
      book.plan(name, []);
      if (says) assert.match(await log(id), says);
      let again;
      if (verdict.state !== 'sealed') {
        await cleanUp(name, verdict.left ?? []);
        const before = await keptOf(id);
        again = await start(name);
        const end = await ended(again);
        assert.equal(end, 'completed', `${name}: a new task failed after ${JSON.stringify(faults)}:\n${(await log(again)).slice(-2000)}`);
        assert.equal((await judge(name, again)).state, 'sealed');
        assert.deepEqual(await keptOf(id), before, `${name}: the new task changed the record of the old one`);
      }
      return { ...verdict, status, again, kept: await keptOf(id), struck: faults.map(fault => fault.struck) };
    },
  };
}
