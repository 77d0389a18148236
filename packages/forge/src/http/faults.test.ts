import { setTimeout as sleep } from 'node:timers/promises';
import { callApi, cleanUp, startTestForge, testToken } from '../testing/testForge';
import { type Fault, type ForgeCall, onNthCall } from './faults';

afterEach(cleanUp);

/** A forge whose n-th call, counted from 1, goes wrong. */
async function forgeFailing(n: number, fault: Fault) {
  const calls: ForgeCall[] = [];
  const { onRequest } = onNthCall(n, fault);
  const faults = {
    onRequest(call: ForgeCall): Fault | undefined {
      calls.push(call);
      return onRequest(call);
    },
  };
  return { calls, forge: await startTestForge({ faults }) };
}

const create = { method: 'POST', body: { name: 'shop' } };

describe('an injected fault', () => {
  it('answers a call with a status without carrying it out, and lets the next one through', async () => {
    const { forge, calls } = await forgeFailing(1, { status: 503, message: 'Down' });
    const failed = await callApi(forge, '/user/repos', create);
    expect([failed.status, (await failed.json()).message]).toEqual([503, 'Down']);
    expect((await callApi(forge, '/repos/ada/shop')).status).toBe(404);
    expect((await callApi(forge, '/user/repos', create)).status).toBe(201);
    expect(calls[0]).toMatchObject({ surface: 'rest', method: 'POST', path: '/api/v3/user/repos' });
  });

  it('cuts a call off before it is carried out', async () => {
    const { forge } = await forgeFailing(1, 'reset');
    await expect(callApi(forge, '/user/repos', create)).rejects.toThrow();
    expect((await callApi(forge, '/repos/ada/shop')).status).toBe(404);
  });

  it('cuts a call off after it was carried out', async () => {
    const { forge } = await forgeFailing(1, 'resetAfter');
    await expect(callApi(forge, '/user/repos', create)).rejects.toThrow();
    expect((await callApi(forge, '/repos/ada/shop')).status).toBe(200);
  });

  it('answers with the headers and half of the body', async () => {
    const { forge } = await forgeFailing(1, 'truncate');
    const answer = await callApi(forge, '/user/repos', create);
    expect(answer.status).toBe(201);
    await expect(answer.text()).rejects.toThrow();
    expect((await callApi(forge, '/repos/ada/shop')).status).toBe(200);
  });

  it.each([
    ['hang', 404],
    ['hangAfter', 200],
  ] as const)('never answers a call: %s', async (fault, status) => {
    const { forge } = await forgeFailing(1, fault);
    const late = AbortSignal.timeout(300);
    const call = fetch(`${forge.apiBaseUrl}/user/repos`, {
      method: 'POST',
      headers: { authorization: `token ${testToken}` },
      body: JSON.stringify(create.body),
      signal: late,
    });
    await expect(call).rejects.toThrow('timeout');
    expect((await callApi(forge, '/repos/ada/shop')).status).toBe(status);
  });

  it('lets a forge close while a call hangs', async () => {
    const { forge, calls } = await forgeFailing(1, 'hang');
    const call = callApi(forge, '/user').then(
      () => 'answered',
      () => 'cut off',
    );
    while (calls.length === 0) await sleep(10);
    await forge.close();
    expect(await call).toBe('cut off');
  });

  it('strikes the n-th of the calls that count, once', async () => {
    const faults = onNthCall(2, { status: 422 }, ({ method }) => method === 'POST');
    const forge = await startTestForge({ faults });
    const names = ['a', 'b', 'c'];
    const statuses: number[] = [];
    for (const name of names) {
      expect((await callApi(forge, '/user')).status).toBe(200);
      statuses.push((await callApi(forge, '/user/repos', { method: 'POST', body: { name } })).status);
    }
    expect(statuses).toEqual([201, 422, 201]);
  });

  it('delays a call', async () => {
    const { forge } = await forgeFailing(1, { delayMs: 120 });
    const started = performance.now();
    expect((await callApi(forge, '/user')).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(110);
  });

  it('knows of each call which surface it belongs to', async () => {
    const { forge, calls } = await forgeFailing(99, 'reset');
    const paths = ['/', '/ada/x.git/info/refs', '/api/graphql', '/api/v3/user', '/api/v3x'];
    for (const path of paths) await fetch(`${forge.origin}${path}`);
    expect(calls.map(({ surface }) => surface)).toEqual(['page', 'git', 'graphql', 'rest', 'page']);
  });
});
