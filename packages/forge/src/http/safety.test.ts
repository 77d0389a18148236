import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { callApi, cleanUp, startTestForge, type TestForge, testToken } from '../testing/testForge';

afterEach(cleanUp);

interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A request with any Host header and any path: fetch would mend both. */
function rawRequest(
  forge: TestForge,
  path: string,
  options: { method?: string; headers?: Record<string, string> } = {},
): Promise<RawAnswer> {
  const { port } = new URL(forge.origin);
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ host: '127.0.0.1', port, path, ...options }, response => {
      const chunks: Buffer[] = [];
      response.on('data', chunk => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

async function seeded(options: Parameters<typeof startTestForge>[0] = {}): Promise<TestForge> {
  const forge = await startTestForge(options);
  const files = [{ path: 'a.txt', content: 'text' }];
  await forge.seedRepository({ owner: 'acme', name: 'shop', message: 'Seed', files });
  return forge;
}

describe('the Host header', () => {
  it.each(['localhost', '127.0.0.1', '[::1]', 'LOCALHOST'])(
    '%s with the port is answered',
    async name => {
      const forge = await seeded();
      const { port } = new URL(forge.origin);
      const { status } = await rawRequest(forge, '/', { headers: { host: `${name}:${port}` } });
      expect(status).toBe(200);
    },
  );

  it.each([
    ['another name', (port: string) => `evil.example:${port}`],
    ['no port', () => 'localhost'],
    ['another port', () => 'localhost:1'],
    ['a longer name', (port: string) => `localhost:${port}.evil.example`],
  ])('with %s is refused on every surface', async (_what, host) => {
    const forge = await seeded();
    const headers = { host: host(new URL(forge.origin).port), authorization: `token ${testToken}` };
    const git = '/acme/shop.git/info/refs?service=git-upload-pack';
    for (const path of ['/', '/api/v3/user', '/api/graphql', git]) {
      expect((await rawRequest(forge, path, { headers })).status).toBe(421);
    }
  });
});

describe('other sites', () => {
  it('get no CORS header and may not write', async () => {
    const forge = await seeded();
    const headers = { origin: 'https://evil.example', authorization: `token ${testToken}` };
    const read = await rawRequest(forge, '/api/v3/user', { headers });
    expect(read.status).toBe(200);
    const names = Object.keys(read.headers);
    expect(names.filter(name => name.startsWith('access-control-'))).toEqual([]);
    const path = '/api/v3/repos/acme/shop';
    const written = await rawRequest(forge, path, { method: 'DELETE', headers });
    expect(written.status).toBe(403);
    expect((await callApi(forge, '/repos/acme/shop')).status).toBe(200);
    const preflight = await rawRequest(forge, path, { method: 'OPTIONS', headers });
    expect(preflight.status).not.toBe(200);
  });
});

describe('the token', () => {
  it.each([
    ['none', undefined],
    ['a wrong one', 'token wrong'],
    ['a longer one', `token ${testToken}x`],
    ['an empty one', 'Bearer '],
    ['a wrong Basic one', `Basic ${Buffer.from('x:wrong').toString('base64')}`],
  ])('%s opens no API call', async (_what, authorization) => {
    const forge = await seeded();
    for (const path of ['/api/v3/user', '/api/v3/repos/acme/shop', '/api/graphql']) {
      const headers = new Headers(authorization === undefined ? {} : { authorization });
      expect((await fetch(`${forge.origin}${path}`, { headers })).status).toBe(401);
    }
  });

  it.each([
    `Bearer ${testToken}`,
    `token ${testToken}`,
    `Basic ${Buffer.from(`x-access-token:${testToken}`).toString('base64')}`,
  ])('is taken as %s', async authorization => {
    const forge = await seeded();
    const response = await fetch(`${forge.apiBaseUrl}/user`, { headers: { authorization } });
    expect(await response.json()).toMatchObject({ login: 'ada', type: 'User' });
  });

  it('is asked for on pages and clones, too, when anonymousRead is off', async () => {
    const forge = await seeded({ anonymousRead: false });
    for (const path of ['/', '/acme/shop', '/acme/shop.git/info/refs?service=git-upload-pack']) {
      const response = await fetch(`${forge.origin}${path}`);
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toMatch(/^Basic/);
    }
  });

  it('stands in no answer and no log', async () => {
    const lines: string[] = [];
    const log = (line: string) => lines.push(line);
    const forge = await seeded({ logger: { debug: log, error: log } });
    const bodies = [];
    for (const path of ['/user', '/repos/acme/shop', '/nothing']) {
      bodies.push(await (await callApi(forge, path)).text());
    }
    expect(lines.length).toBeGreaterThan(2);
    expect([...lines, ...bodies].join('\n')).not.toContain(testToken);
  });
});

describe('every answer', () => {
  it('carries a policy without scripts, nosniff and no referrer', async () => {
    const forge = await seeded();
    for (const path of [
      '/',
      '/acme/shop',
      '/acme/shop/raw/main/a.txt',
      '/nothing/here',
      '/api/v3/x',
    ]) {
      const { headers } = await fetch(`${forge.origin}${path}`);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/script-src|unsafe/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });
});

describe('bodies', () => {
  const push = (forge: TestForge, body: Buffer, headers: object) =>
    fetch(`${forge.origin}/acme/shop.git/git-receive-pack`, {
      method: 'POST',
      headers: { authorization: `token ${testToken}`, ...headers },
      body: new Uint8Array(body),
    });

  it('that are too large are refused, announced or not', async () => {
    const forge = await seeded({ limits: { jsonBodyBytes: 1000, pushBodyBytes: 1000 } });
    const large = { name: 'x', description: 'y'.repeat(2000) };
    expect((await callApi(forge, '/user/repos', { method: 'POST', body: large })).status).toBe(413);
    expect((await push(forge, Buffer.alloc(2000), {})).status).toBe(413);
  });

  it('that are gzip bombs are refused before they unfold', async () => {
    const forge = await seeded({ limits: { pushBodyBytes: 1_000_000 } });
    const bomb = gzipSync(Buffer.alloc(200_000_000));
    expect(bomb.length).toBeLessThan(1_000_000);
    const before = process.memoryUsage().rss;
    const response = await push(forge, bomb, { 'content-encoding': 'gzip' });
    expect(response.status).toBe(413);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  it('that are damaged gzip or another encoding are refused', async () => {
    const forge = await seeded();
    expect((await push(forge, Buffer.from('x'), { 'content-encoding': 'gzip' })).status).toBe(400);
    expect((await push(forge, Buffer.from('x'), { 'content-encoding': 'br' })).status).toBe(400);
  });

  it('that are no JSON, or not of the right shape, are answered with what is wrong', async () => {
    const forge = await seeded();
    const headers = { authorization: `token ${testToken}` };
    const url = `${forge.apiBaseUrl}/user/repos`;
    expect((await fetch(url, { method: 'POST', headers, body: '{' })).status).toBe(400);
    const wrong = await callApi(forge, '/user/repos', {
      method: 'POST',
      body: { name: 7, private: 'yes' },
    });
    expect(wrong.status).toBe(422);
    const { errors } = await wrong.json();
    expect(errors.map(({ field }: { field: string }) => field)).toEqual(['name', 'private']);
  });
});

describe('names', () => {
  it.each([
    '-rf',
    '--upload-pack=x',
    '..',
    '.',
    'a/b',
    'a b',
    'x.git',
    'x.lock',
    '',
    'é',
    'a'.repeat(101),
  ])('a repo cannot be called %j', async name => {
    const forge = await startTestForge();
    const response = await callApi(forge, '/orgs/acme/repos', { method: 'POST', body: { name } });
    expect(response.status).toBe(422);
  });

  it('of owners are those of the user and the organisations', async () => {
    const forge = await startTestForge();
    const create = (org: string) =>
      callApi(forge, `/orgs/${org}/repos`, { method: 'POST', body: { name: 'x' } });
    for (const org of ['other', '-acme', '..%2f..', 'ada']) {
      expect((await create(org)).status).toBe(404);
    }
  });

  it.each([
    '/acme/shop/raw/main/../../../../forge.json',
    '/acme/shop/raw/main/..%2f..%2fforge.json',
    '/acme/shop/raw/main/%2e%2e/forge.json',
    '/acme/..%2facme/shop',
    '/acme/shop.git/HEAD',
    '/acme/shop.git/forge.json',
    '/acme/shop/blob/..%2fmain/a.txt',
    '/api/v3/repos/acme/shop/contents/..%2f..%2fforge.json',
    '/api/v3/repos/acme/shop/git/ref/..%2fHEAD',
    '/%00',
    '/%ff',
  ])('%s leads nowhere', async path => {
    const forge = await seeded();
    const headers = { authorization: `token ${testToken}`, host: forge.host };
    const { status } = await rawRequest(forge, path, { headers });
    expect([400, 404, 409]).toContain(status);
    expect(forge.errors).toEqual([]);
  });
});

describe('connections', () => {
  it('with malformed requests are closed and the next one is served', async () => {
    const forge = await seeded();
    const { port } = new URL(forge.origin);
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('nonsense\r\n\r\n'));
      socket.on('data', chunk => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1.1 400/);
    expect((await fetch(forge.origin)).status).toBe(200);
  });
});
