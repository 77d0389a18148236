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
