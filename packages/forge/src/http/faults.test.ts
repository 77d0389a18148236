import { callApi, cleanUp, startTestForge } from '../testing/testForge';
import { type Fault, type ForgeCall } from './faults';

afterEach(cleanUp);

/** A forge whose n-th call, counted from 0, goes wrong. */
async function forgeFailing(position: number, fault: Fault) {
  const calls: ForgeCall[] = [];
  const faults = {
    onRequest(call: ForgeCall): Fault | undefined {
      calls.push(call);
      return calls.length - 1 === position ? fault : undefined;
    },
  };
  return { calls, forge: await startTestForge({ faults }) };
}

const create = { method: 'POST', body: { name: 'shop' } };

describe('an injected fault', () => {
  it('answers a call with a status without carrying it out, and lets the next one through', async () => {
    const { forge, calls } = await forgeFailing(0, { status: 503, message: 'Down' });
    const failed = await callApi(forge, '/user/repos', create);
    expect([failed.status, (await failed.json()).message]).toEqual([503, 'Down']);
    expect((await callApi(forge, '/repos/ada/shop')).status).toBe(404);
    expect((await callApi(forge, '/user/repos', create)).status).toBe(201);
    expect(calls[0]).toMatchObject({ surface: 'rest', method: 'POST', path: '/api/v3/user/repos' });
  });

  it('cuts a call off before it is carried out', async () => {
    const { forge } = await forgeFailing(0, 'reset');
    await expect(callApi(forge, '/user/repos', create)).rejects.toThrow();
    expect((await callApi(forge, '/repos/ada/shop')).status).toBe(404);
  });

  it('cuts a call off after it was carried out', async () => {
    const { forge } = await forgeFailing(0, 'resetAfter');
    await expect(callApi(forge, '/user/repos', create)).rejects.toThrow();
    expect((await callApi(forge, '/repos/ada/shop')).status).toBe(200);
  });

  it('delays a call', async () => {
    const { forge } = await forgeFailing(0, { delayMs: 120 });
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
