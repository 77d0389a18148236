import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { commitFiles, git, gitFolder, pushUrl, tryGit, writeFiles } from './testing/runGit';
import { callApi, cleanUp, startTestForge, type TestForge } from './testing/testForge';

afterEach(cleanUp);

/** A forge with the empty repo acme/shop, and a work tree of one commit that has it as `origin`. */
async function shop(): Promise<{ forge: TestForge; work: string; url: string; first: string }> {
  const forge = await startTestForge();
  await callApi(forge, '/orgs/acme/repos', { method: 'POST', body: { name: 'shop' } });
  const work = join(forge.folder, 'work');
  const first = await gitFolder(work, { 'a.txt': 'one\n', 'docs/b.txt': 'two\n' });
  await git(work, ['remote', 'add', 'origin', pushUrl(forge, 'acme/shop')]);
  await git(work, ['push', '-q', 'origin', 'main']);
  return { forge, work, url: `${forge.origin}/acme/shop.git`, first };
}

async function fsck(forge: TestForge): Promise<string> {
  return git(join(forge.root, 'acme/shop.git'), ['fsck', '--strict', '--full', '--no-dangling']);
}

describe('reading', () => {
  it('an empty repo can be cloned', async () => {
    const forge = await startTestForge();
    await callApi(forge, '/user/repos', { method: 'POST', body: { name: 'void' } });
    const { code, text } = await tryGit(forge.folder, ['clone', `${forge.origin}/ada/void`]);
    expect(code).toBe(0);
    expect(text).toContain('empty repository');
  });

  it('a clone has the history, the branches and the tags, light and annotated', async () => {
    const { forge, work, url, first } = await shop();
    await git(work, ['tag', 'light']);
    await git(work, ['tag', '-a', 'v1', '-m', 'Version 1']);
    const second = await commitFiles(work, { 'a.txt': 'changed\n' }, 'Second');
    await git(work, ['push', '-q', 'origin', 'main', 'main:feature/x', '--tags']);

    await git(forge.folder, ['clone', '-q', url, 'clone']);
    const clone = join(forge.folder, 'clone');
    expect(await git(clone, ['log', '--format=%H'])).toBe(`${second}\n${first}`);
    expect(await git(clone, ['branch', '-r', '--format=%(refname:short)'])).toContain('feature/x');
    expect(await git(clone, ['rev-parse', 'v1^{commit}', 'light'])).toBe(`${first}\n${first}`);
    expect(await fsck(forge)).toBe('');
  });

  it('a shallow clone has as many commits as it asked for, can be deepened and made whole', async () => {
    const { forge, work, url } = await shop();
    for (const text of ['2', '3', '4'])
      await commitFiles(work, { 'a.txt': text }, `Commit ${text}`);
    await git(work, ['push', '-q', 'origin', 'main']);
    const count = async () => git(clone, ['rev-list', '--count', 'HEAD']);

    await git(forge.folder, ['clone', '-q', '--depth', '1', url, 'clone']);
    const clone = join(forge.folder, 'clone');
    expect(await count()).toBe('1');
    await commitFiles(work, { 'a.txt': '5' }, 'Commit 5');
    await git(work, ['push', '-q', 'origin', 'main']);
    await git(clone, ['pull', '-q']);
    expect(await count()).toBe('2');
    await git(clone, ['fetch', '-q', '--depth', '3']);
    expect(await count()).toBe('3');
    await git(clone, ['fetch', '-q', '--unshallow']);
    expect(await count()).toBe('5');
    expect(await git(clone, ['fsck', '--strict'])).toBe('');
  });

  it('a fetch after a second push brings what is new and nothing twice', async () => {
    const { forge, work, url } = await shop();
    await commitFiles(work, { 'big.bin': randomBytes(400_000) }, 'Big');
    await git(work, ['push', '-q', 'origin', 'main']);
    await git(forge.folder, ['clone', '-q', url, 'clone']);
    const clone = join(forge.folder, 'clone');
    const third = await commitFiles(work, { 'small.txt': 'x' }, 'Small');
    await git(work, ['push', '-q', 'origin', 'main']);

    const { text } = await tryGit(clone, ['-c', 'transfer.unpackLimit=1', 'fetch', '--progress']);
    expect(text).toContain('main       -> origin/main');
    expect(await git(clone, ['rev-parse', 'origin/main'])).toBe(third);
    // a commit, a tree and a file; the clone's own objects are loose
    expect(await git(clone, ['count-objects', '-v'])).toMatch(/^in-pack: 3$/m);
  });

  it('a client with commits of its own finds the common history', async () => {
    const { forge, work, url } = await shop();
    await git(forge.folder, ['clone', '-q', url, 'clone']);
    const clone = join(forge.folder, 'clone');
    for (let index = 0; index < 40; index++) {
      await git(clone, ['commit', '-q', '--allow-empty', '-m', `Mine ${index}`]);
    }
    await commitFiles(work, { 'theirs.txt': 'x' }, 'Theirs');
    await git(work, ['push', '-q', 'origin', 'main']);

    await git(clone, ['pull', '-q', '--no-rebase', '--no-edit']);
    expect(await git(clone, ['ls-files'])).toContain('theirs.txt');
  });

  it('a commit is fetched by its id when a branch reaches it, and refused when none does', async () => {
    const { forge, work, url, first } = await shop();
    await commitFiles(work, { 'a.txt': 'next' }, 'Next');
    await git(work, ['push', '-q', 'origin', 'main']);
    await git(forge.folder, ['init', '-q', 'other']);
    const other = join(forge.folder, 'other');
    await git(other, ['fetch', '-q', '--depth', '1', url, first]);
    const hidden = await tryGit(other, ['fetch', '-q', url, '1'.repeat(40)]);
    expect(hidden.code).not.toBe(0);
    expect(hidden.text).toContain('not our ref');
  });
});

describe('pushing', () => {
  it('takes deltas, large packs, executables and links', async () => {
    const { forge, work } = await shop();
    const lines = Array.from({ length: 4000 }, (_, index) => `line ${index} ${index ** 3}`);
    for (const at of [10, 2000, 3990]) {
      lines[at] = 'changed';
      await commitFiles(work, { 'long.txt': lines.join('\n') }, `Change line ${at}`);
    }
    await writeFiles(work, { 'run.sh': '#!/bin/sh\n', 'big.bin': randomBytes(3_000_000) });
    await git(work, ['add', '-A']);
    await git(work, ['update-index', '--add', '--chmod=+x', 'run.sh']);
    await git(work, [
      'update-index',
      '--add',
      '--cacheinfo',
      `120000,${await linkBlob(work)},link`,
    ]);
    await git(work, ['commit', '-q', '-m', 'Kinds of files']);
    await git(work, ['gc', '-q', '--aggressive']);
    await git(work, ['push', '-q', 'origin', 'main']);

    expect(await fsck(forge)).toBe('');
    const bare = join(forge.root, 'acme/shop.git');
    expect(await git(bare, ['rev-parse', 'main'])).toBe(await git(work, ['rev-parse', 'main']));
    expect(await git(bare, ['ls-tree', 'main', 'link', 'run.sh'])).toMatch(/^120000 .*\n100755 /);
    const packs = (await git(bare, ['count-objects', '-v'])).match(/packs: (\d+)/);
    expect(Number(packs?.[1])).toBe(2);
  });

  it('is refused without the token and with a wrong one, and taken with the right one alone', async () => {
    const { forge, work, url } = await shop();
    await commitFiles(work, { 'a.txt': 'x' }, 'Next');
    const wrong = url.replace('http://', 'http://x-access-token:wrong-token@');
    for (const target of [url, wrong]) {
      const { code } = await tryGit(work, ['push', target, 'main']);
      expect(code).not.toBe(0);
    }
    expect((await fetch(`${url}/info/refs?service=git-receive-pack`)).status).toBe(401);
    const post = await fetch(`${url}/git-receive-pack`, { method: 'POST', body: '0000' });
    expect(post.status).toBe(401);
    expect(post.headers.get('www-authenticate')).toMatch(/^Basic/);
    expect((await tryGit(work, ['push', pushUrl(forge, 'acme/shop'), 'main'])).code).toBe(0);
  });

  it('is refused when it is no fast-forward, by the client, and by the forge when the client lags', async () => {
    const { forge, work, url, first } = await shop();
    await git(forge.folder, ['clone', '-q', url, 'other']);
    const second = await commitFiles(work, { 'a.txt': 'theirs' }, 'Theirs');
    await git(work, ['push', '-q', 'origin', 'main']);
    const other = join(forge.folder, 'other');
    await commitFiles(other, { 'a.txt': 'mine' }, 'Mine');

    const pushed = await tryGit(other, ['push', pushUrl(forge, 'acme/shop'), 'main']);
    expect(pushed.text).toMatch(/rejected.*fetch first/);
    const lease = `--force-with-lease=main:${first}`;
    const leased = await tryGit(other, ['push', lease, pushUrl(forge, 'acme/shop'), 'main']);
    expect(leased.text).toContain('stale info');
    const head = await git(forge.folder, ['ls-remote', url, 'refs/heads/main']);
    expect(head).toContain(second);
  });

  it('may rewrite a plain branch, but neither rewrite nor delete a protected one', async () => {
    const { forge, work, url } = await shop();
    await git(work, ['push', '-q', 'origin', 'main:draft']);
    await callApi(forge, '/repos/acme/shop/branches/main/protection', { method: 'PUT', body: {} });
    await git(work, ['commit', '-q', '--amend', '-m', 'Rewritten']);

    expect((await tryGit(work, ['push', '-f', 'origin', 'main:draft'])).code).toBe(0);
    const forced = await tryGit(work, ['push', '-f', 'origin', 'main']);
    expect(forced.text).toContain('protected branch: not a fast-forward');
    const deleted = await tryGit(work, ['push', 'origin', ':main']);
    expect(deleted.text).toContain('the default branch cannot be deleted');
    expect((await tryGit(work, ['push', 'origin', ':draft'])).code).toBe(0);
    expect(await git(forge.folder, ['ls-remote', '--heads', url])).toMatch(
      /^\w+\s+refs\/heads\/main$/,
    );
  });

  it('of several refs with --atomic changes all or none', async () => {
    const { forge, work, url } = await shop();
    await git(work, ['push', '-q', 'origin', 'main:refs/heads/Taken']);
    const refs = ['main:refs/heads/fine', 'main:refs/heads/taken'];

    const atomic = await tryGit(work, ['push', '--atomic', 'origin', ...refs]);
    expect(atomic.text).toContain('differs from refs/heads/Taken by case alone');
    expect(await git(forge.folder, ['ls-remote', url, 'refs/heads/fine'])).toBe('');
    await tryGit(work, ['push', 'origin', ...refs]);
    expect(await git(forge.folder, ['ls-remote', url, 'refs/heads/fine'])).not.toBe('');
  });

  it('of the first branch into an empty repo makes it the default one', async () => {
    const { forge, work } = await shop();
    await callApi(forge, '/orgs/acme/repos', { method: 'POST', body: { name: 'other' } });
    await git(work, ['push', '-q', pushUrl(forge, 'acme/other'), 'main:trunk']);
    const repo = await (await callApi(forge, '/repos/acme/other')).json();
    expect(repo.default_branch).toBe('trunk');
    const head = await git(forge.folder, ['ls-remote', '--symref', repo.clone_url, 'HEAD']);
    expect(head).toContain('ref: refs/heads/trunk');
  });

  it('by several clients at once to one repo loses nothing', async () => {
    const { forge, work, url } = await shop();
    const branches = Array.from({ length: 8 }, (_, index) => `branch-${index}`);
    for (const branch of branches) {
      await git(work, ['checkout', '-q', '-b', branch, 'main']);
      await commitFiles(work, { [`${branch}.txt`]: branch }, branch);
    }
    const pushes = branches.map(branch => tryGit(work, ['push', '-q', 'origin', branch]));
    const results = await Promise.all(pushes);
    expect(results.map(({ code }) => code)).toEqual(branches.map(() => 0));
    const heads = await git(forge.folder, ['ls-remote', '--heads', url]);
    expect(heads.split('\n')).toHaveLength(9);
    expect(await fsck(forge)).toBe('');
  });

  it('by two clients to one branch at once lets one win and tells the other', async () => {
    const { forge, work } = await shop();
    const clients = ['one', 'two'].map(name => join(forge.folder, name));
    for (const client of clients) {
      await git(forge.folder, ['clone', '-q', work, client]);
      await commitFiles(client, { 'a.txt': client }, client);
    }
    const target = pushUrl(forge, 'acme/shop');
    const results = await Promise.all(
      clients.map(client => tryGit(client, ['push', target, 'main'])),
    );
    expect(results.map(({ code }) => code).sort()).toEqual([0, 1]);
    expect(await fsck(forge)).toBe('');
  });
});

async function linkBlob(work: string): Promise<string> {
  return git(work, ['hash-object', '-w', '--stdin'], 'a.txt');
}
