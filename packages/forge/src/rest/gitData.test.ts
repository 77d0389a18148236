import { join } from 'node:path';
import { git } from '../testing/runGit';
import { callApi, cleanUp, startTestForge } from '../testing/testForge';

afterEach(cleanUp);

async function seeded() {
  const forge = await startTestForge();
  const { commit } = await forge.seedRepository({
    owner: 'acme',
    name: 'shop',
    message: 'Seed',
    files: [
      { path: 'a.txt', content: 'a' },
      { path: 'docs/b.txt', content: 'b' },
    ],
  });
  const call = async (method: string, path: string, body?: object) => {
    const response = await callApi(forge, `/repos/acme/shop${path}`, { method, body });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  return { forge, commit, call, bare: join(forge.root, 'acme/shop.git') };
}

describe('git data', () => {
  it('builds a commit from blobs and trees, and puts it on a new branch', async () => {
    const { call, commit, bare } = await seeded();
    const content = Buffer.from([0, 255, 10]).toString('base64');
    const blob = await call('POST', '/git/blobs', { content, encoding: 'base64' });
    const tree = await call('POST', '/git/trees', {
      base_tree: commit,
      tree: [
        { path: 'bin/tool', mode: '100755', type: 'blob', sha: blob.body.sha },
        { path: 'text.txt', mode: '100644', type: 'blob', content: 'ü' },
        { path: 'docs/b.txt', mode: '100644', type: 'blob', sha: null },
      ],
    });
    expect(tree.body.tree.map(({ path }: { path: string }) => path)).toEqual([
      'a.txt',
      'bin',
      'text.txt',
    ]);
    const made = await call('POST', '/git/commits', {
      message: 'By hand',
      tree: tree.body.sha,
      parents: [commit],
      author: { name: 'Grace', email: 'grace@example.org', date: '2026-01-02T03:04:05+01:00' },
    });
    expect(made.body.author.date).toBe('2026-01-02T02:04:05Z');
    const ref = { ref: 'refs/heads/new/branch', sha: made.body.sha };
    expect((await call('POST', '/git/refs', ref)).status).toBe(201);
    expect((await call('POST', '/git/refs', ref)).body.message).toBe('Reference already exists');
    const head = await call('GET', '/git/ref/heads%2Fnew%2Fbranch');
    expect(head.body.object.sha).toBe(made.body.sha);
    expect(await git(bare, ['ls-tree', '-r', '--name-only', 'new/branch'])).toBe(
      'a.txt\nbin/tool\ntext.txt',
    );
    expect(await git(bare, ['fsck', '--strict'])).toBe('');
  });

  it('links to nothing that is not there', async () => {
    const { call, commit, bare } = await seeded();
    const missing = '1'.repeat(40);
    const attempts = [
      call('POST', '/git/trees', { tree: [{ path: 'x', mode: '100644', sha: missing }] }),
      call('POST', '/git/trees', { tree: [{ path: 'x', mode: '040000', sha: commit }] }),
      call('POST', '/git/trees', { tree: [{ path: 'a/../b', mode: '100644', content: 'x' }] }),
      call('POST', '/git/trees', { tree: [{ path: '.git/config', mode: '100644', content: 'x' }] }),
      call('POST', '/git/commits', { message: 'x', tree: missing, parents: [] }),
      call('POST', '/git/commits', { message: 'x', tree: commit, parents: [missing] }),
      call('POST', '/git/refs', { ref: 'refs/heads/x', sha: missing }),
      call('POST', '/git/refs', { ref: 'refs/heads/-x', sha: commit }),
      call('PUT', '/contents/.git/hooks/x', { message: 'x', content: '' }),
    ];
    for (const attempt of attempts) expect((await attempt).status).toBe(422);
    expect(await git(bare, ['fsck', '--strict', '--no-dangling'])).toBe('');
  });

  it('moves a branch forward, backward only by force, and deletes it', async () => {
    const { call, commit } = await seeded();
    const put = await call('PUT', '/contents/docs/c.txt', { message: 'Next', content: 'Yw==' });
    const next = put.body.commit.sha;
    await call('POST', '/git/refs', { ref: 'refs/heads/side', sha: commit });
    expect((await call('PATCH', '/git/refs/heads/side', { sha: next })).status).toBe(200);
    const back = await call('PATCH', '/git/refs/heads/side', { sha: commit });
    expect(back.body.message).toBe('Update is not a fast forward');
    expect((await call('PATCH', '/git/refs/heads/side', { sha: commit, force: true })).status).toBe(
      200,
    );
    expect((await call('DELETE', '/git/refs/heads/side')).status).toBe(204);
    expect((await call('DELETE', '/git/refs/heads/main')).status).toBe(403);
    expect((await call('GET', '/git/ref/heads/side')).status).toBe(404);
  });
});

describe('commits', () => {
  it('are listed newest first, a page at a time with a link to the next', async () => {
    const { forge, call, commit } = await seeded();
    const put = await call('PUT', '/contents/c.txt', { message: 'Next', content: '' });
    const response = await callApi(forge, '/repos/acme/shop/commits?sha=main&per_page=1');
    const [first] = await response.json();
    expect(first.sha).toBe(put.body.commit.sha);
    expect(first.commit.tree.sha).toMatch(/^\w{40}$/);
    const next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1] ?? '';
    const second = await callApi(forge, next.replace(forge.apiBaseUrl, ''));
    expect(await second.json()).toMatchObject([{ sha: commit, commit: { message: 'Seed' } }]);
    expect(second.headers.get('link')).toBeNull();
  });
});

describe('contents', () => {
  it('are listed for a folder, and answered without a body to HEAD', async () => {
    const { forge, call } = await seeded();
    const { body } = await call('GET', '/contents/docs');
    expect(body).toMatchObject([{ type: 'file', path: 'docs/b.txt' }]);
    expect((await call('GET', '/contents')).body).toHaveLength(2);
    for (const [path, status] of [
      ['docs%2Fb.txt', 200],
      ['docs%2Fx.txt', 404],
    ] as const) {
      const head = await callApi(forge, `/repos/acme/shop/contents/${path}`, { method: 'HEAD' });
      expect([head.status, await head.text()]).toEqual([status, '']);
    }
  });

  it('keep the mode of a file that is written again', async () => {
    const { forge, call, bare } = await seeded();
    const files = [{ path: 'run', content: 'x', executable: true }];
    await forge.seedRepository({ owner: 'acme', name: 'shop', message: 'Run', files });
    await call('PUT', '/contents/run', { message: 'Again', content: 'eQ==' });
    expect(await git(bare, ['ls-tree', 'main', 'run'])).toMatch(/^100755/);
  });
});
