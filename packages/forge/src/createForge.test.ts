import { join } from 'node:path';
import { createForge } from './createForge';
import { type ForgeOptions } from './forgeOptions';
import { cleanUp, startTestForge, testFolder, testToken } from './testing/testForge';

afterEach(cleanUp);

async function refusal(options: Partial<ForgeOptions>): Promise<Error> {
  const root = join(await testFolder(), 'data');
  const forge = await createForge({ root, ...options }).catch((error: Error) => error);
  if (forge instanceof Error) return forge;
  await forge.close();
  throw new Error('The forge started');
}

describe('createForge', () => {
  it('takes a free port and says where it listens', async () => {
    const forge = await startTestForge();
    expect(forge.origin).toMatch(/^http:\/\/localhost:\d+$/);
    expect(`http://${forge.host}`).toBe(forge.origin);
    expect((await fetch(forge.origin)).status).toBe(200);
  });

  it('does not run in production', async () => {
    const before = process.env.NODE_ENV;
    Object.assign(process.env, { NODE_ENV: 'production' });
    try {
      expect(await refusal({ token: testToken })).toMatchObject({
        code: 'FORGE_CONFIG',
        message: expect.stringContaining('for demos and tests, use GitHub'),
      });
    } finally {
      Object.assign(process.env, { NODE_ENV: before });
    }
  });

  it.each(['0.0.0.0', '::', '192.168.1.7'])(
    'does not listen on %s with the token that everybody knows',
    async bind => {
      expect((await refusal({ bind })).message).toContain('set a token of your own');
    },
  );

  it('listens on other addresses with a token of its own', async () => {
    const forge = await startTestForge({ bind: '0.0.0.0', token: 'a-token-of-my-own' });
    expect((await fetch(forge.origin)).status).toBe(200);
  });

  it('names every problem of its options at once', async () => {
    const { message } = await refusal({ port: 70_000, user: '-x', orgs: ['api'], token: 'short' });
    for (const name of ['port', 'user', 'orgs.0', 'token']) expect(message).toContain(`${name}: `);
  });

  it('says in one sentence that its port is taken', async () => {
    const forge = await startTestForge();
    const { message } = await refusal({ port: Number(new URL(forge.origin).port) });
    expect(message).toMatch(/the port is in use: stop what uses it or choose another/);
  });

  it('is down after close', async () => {
    const forge = await startTestForge();
    await forge.close();
    await expect(fetch(forge.origin)).rejects.toThrow();
  });
});
