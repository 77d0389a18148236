import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createRepoHosts } from '../repoHost/createRepoHosts';

const hosts = createRepoHosts(
  ScmIntegrations.fromConfig(
    new ConfigReader({
      integrations: {
        github: [
          { host: 'github.com' },
          { host: 'ghe.acme.test', apiBaseUrl: 'https://ghe.acme.test/api/v3' },
          { host: 'localhost:7010', apiBaseUrl: 'http://localhost:7010/api/v3' },
        ],
      },
    }),
  ),
);

describe('GithubRepoHost', () => {
  it.each([
    ['github.com', 'https://github.com/acme/orders'],
    ['ghe.acme.test', 'https://ghe.acme.test/acme/orders'],
    ['localhost:7010', 'http://localhost:7010/acme/orders'],
  ])('knows where a repo of %s is seen', (host, url) => {
    const repo = { host, owner: 'acme', name: 'orders' };
    expect(hosts(host).webUrl(repo)).toBe(url);
    expect(hosts(host).fileUrl(repo, { branch: 'main', path: 'docs/catalog-info.yaml' })).toBe(`${url}/tree/main/docs/catalog-info.yaml`);
  });

  it('reads a library at another ref than the one of its address', () => {
    const host = hosts('github.com');
    const tree = host.parseTreeUrl('https://github.com/acme/paths/tree/main/fastapi-service');
    expect(host.rootUrl({ repoUrl: tree?.repoUrl ?? '', ref: 'a+b' })).toBe('https://github.com/acme/paths/tree/a%2Bb');
    expect(host.rootUrl({ repoUrl: 'https://github.com/acme/paths', ref: null })).toBe('https://github.com/acme/paths');
  });

  it.each([
    ['acme', 'orders', undefined],
    ['acme-inc', '.github', undefined],
    ['mona_acme', 'orders', undefined],
    ['ac/me', 'orders', 'organisation'],
    ['acme', '..', 'repo'],
    ['acme', 'orders.git', 'repo'],
    ['acme', 'or/ders', 'repo'],
    ['acme', 'x'.repeat(101), 'repo'],
    ['', 'orders', 'organisation'],
    ['-acme', 'orders', 'organisation'],
  ])('judges the name %s/%s', (owner, name, problem) => {
    const found = hosts('github.com').nameProblem({ host: 'github.com', owner, name });
    if (problem) expect(found).toContain(problem);
    else expect(found).toBeUndefined();
  });
});

describe('a host that does not answer as GitHub does', () => {
  const repo = { host: 'ghe.acme.test', owner: 'acme', name: 'orders' };
  const ask = async (answer: { readonly status: number; readonly body: string; readonly cut?: boolean }) => {
    const server = createServer((_request, response) => {
      response.writeHead(answer.status, { 'content-length': answer.body.length });
      if (answer.cut) response.write(answer.body.slice(0, 3), () => response.destroy());
      else response.end(answer.body);
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const config = new ConfigReader({ integrations: { github: [{ host: repo.host, apiBaseUrl: `http://127.0.0.1:${port}` }] } });
    try {
      return await createRepoHosts(ScmIntegrations.fromConfig(config))(repo.host).find(repo);
    } finally {
      server.close();
    }
  };

  it.each([
    ['cuts its answer short', { status: 200, body: '{"id":1}', cut: true }, 'was not answered'],
    ['answers with a page', { status: 200, body: '<html>Sign in</html>' }, "something that is not GitHub's: <html>Sign in"],
    ['answers with nothing', { status: 200, body: '' }, "something that is not GitHub's"],
    ['answers with other JSON', { status: 200, body: '{"id":1}' }, "something that is not GitHub's"],
    ['fails', { status: 500, body: 'Oops' }, 'answered 500: Oops'],
    ['says that it is too much', { status: 429, body: '' }, 'rate limit'],
  ])('is named when it %s', async (_case, answer, said) => {
    await expect(ask(answer)).rejects.toMatchObject({
      code: 'REPO_HOST_FAILED',
      message: expect.stringMatching(/^ghe\.acme\.test: GET \/repos\/acme\/orders /),
    });
    await expect(ask(answer)).rejects.toThrow(said);
  });

  it('is named, with the reason, when nobody listens', async () => {
    const server = createServer();
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    await new Promise(done => server.close(done));
    const config = new ConfigReader({ integrations: { github: [{ host: repo.host, apiBaseUrl: `http://127.0.0.1:${port}` }] } });
    const asked = createRepoHosts(ScmIntegrations.fromConfig(config))(repo.host).find(repo);
    await expect(asked).rejects.toMatchObject({ code: 'REPO_HOST_FAILED', message: expect.stringContaining('ECONNREFUSED') });
  });
});
