import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createForge } from './createForge';
import { git, pushUrl } from './testing/runGit';
import { callApi, cleanUp, startTestForge, type TestForge, testToken } from './testing/testForge';

afterEach(cleanUp);

const source = { owner: 'acme', message: 'Seed', files: [{ path: 'a.txt', content: 'text' }] };

function create(forge: TestForge, body: object) {
  return callApi(forge, '/orgs/acme/repos', { method: 'POST', body });
}

describe('deleting', () => {
  it('takes a repo away for good, and its name can be used again under another id', async () => {
    const forge = await startTestForge();
    await forge.seedRepository({ ...source, name: 'shop' });
    const before = await (await callApi(forge, '/repos/acme/shop')).json();

    expect((await callApi(forge, '/repos/acme/shop', { method: 'DELETE' })).status).toBe(204);
    expect((await callApi(forge, '/repos/acme/shop')).status).toBe(404);
    expect((await callApi(forge, '/repos/acme/shop', { method: 'DELETE' })).status).toBe(404);
    expect((await fetch(`${forge.origin}/acme/shop`)).status).toBe(404);
    expect(await readdir(join(forge.root, 'acme'))).toEqual([]);
    const again = await (await create(forge, { name: 'shop' })).json();
    expect(again.id).toBeGreaterThan(before.id);
    expect(again.size).toBe(0);
  });
});

describe('changing', () => {
  it('sets the homepage and leaves the rest, the id and the time of birth above all', async () => {
    const forge = await startTestForge();
    await create(forge, {
      name: 'shop',
      homepage: 'http://localhost/marker',
      description: 'A shop',
    });
    const before = await (await callApi(forge, '/repos/acme/shop')).json();

    const patched = await callApi(forge, '/repos/acme/shop', {
      method: 'PATCH',
      body: { homepage: 'http://localhost/catalog' },
    });
    const after = await patched.json();
    expect(after).toEqual({
      ...before,
      homepage: 'http://localhost/catalog',
      updated_at: after.updated_at,
    });
    expect(before.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  it('of the default branch needs a branch, and shows in clones', async () => {
    const forge = await startTestForge();
    const { commit } = await forge.seedRepository({ ...source, name: 'shop' });
    const body = { default_branch: 'next' };
    const patch = () => callApi(forge, '/repos/acme/shop', { method: 'PATCH', body });
    expect((await patch()).status).toBe(422);
    const ref = { ref: 'refs/heads/next', sha: commit };
    await callApi(forge, '/repos/acme/shop/git/refs', { method: 'POST', body: ref });
    expect((await (await patch()).json()).default_branch).toBe('next');
    const head = await git(forge.folder, [
      'ls-remote',
      '--symref',
      `${forge.origin}/acme/shop`,
      'HEAD',
    ]);
    expect(head).toContain('ref: refs/heads/next');
  });

  it('of the name redirects calls, pages and git to the new one until somebody takes the old', async () => {
    const forge = await startTestForge();
    const { commit } = await forge.seedRepository({ ...source, name: 'shop' });
    await callApi(forge, '/repos/acme/shop', { method: 'PATCH', body: { name: 'store' } });

    const call = await callApi(forge, '/repos/acme/shop/commits?per_page=1');
    expect(call.status).toBe(301);
    const location = `${forge.apiBaseUrl}/repos/acme/store/commits?per_page=1`;
    expect(call.headers.get('location')).toBe(location);
    const page = await fetch(`${forge.origin}/acme/shop/blob/main/a.txt`);
    expect(page.url).toBe(`${forge.origin}/acme/store/blob/main/a.txt`);
    await git(forge.folder, ['clone', '-q', pushUrl(forge, 'acme/shop'), 'clone']);
    const clone = join(forge.folder, 'clone');
    await git(clone, ['commit', '-q', '--allow-empty', '-m', 'Through the old name']);
    await git(clone, ['push', '-q', 'origin', 'main']);
    expect(
      await git(forge.folder, ['ls-remote', `${forge.origin}/acme/store`, 'main']),
    ).not.toContain(commit);

    await create(forge, { name: 'Shop' });
    expect((await callApi(forge, '/repos/acme/shop')).status).toBe(200);
    await callApi(forge, '/repos/acme/shop', { method: 'DELETE' });
    expect((await callApi(forge, '/repos/acme/shop')).status).toBe(404);
  });
});

describe('a restart', () => {
  it('keeps repos, their settings, their redirects and their history', async () => {
    const first = await startTestForge();
    const { commit } = await first.seedRepository({ ...source, name: 'shop' });
    const body = { name: 'store', homepage: 'http://localhost/marker' };
    await callApi(first, '/repos/acme/shop', { method: 'PATCH', body });
    const before = await (await callApi(first, '/repos/acme/store')).json();
    await first.close();

    const second = await startTestForge({ root: first.root });
    const after = await (await callApi(second, '/repos/acme/store')).json();
    expect(after).toMatchObject({ id: before.id, homepage: before.homepage });
    expect((await callApi(second, '/repos/acme/shop')).status).toBe(301);
    expect(await second.seedRepository({ ...source, name: 'store' })).toEqual({
      commit,
      changed: false,
    });
  });

  it('finishes a rename and forgets a creation that a crash cut short', async () => {
    const first = await startTestForge();
    await first.seedRepository({ ...source, name: 'shop' });
    await callApi(first, '/repos/acme/shop', { method: 'PATCH', body: { name: 'store' } });
    await first.close();
    await rename(join(first.root, 'acme/store.git'), join(first.root, 'acme/shop.git'));
    await rename(join(first.root, '.drafts'), join(first.root, 'x'));

    const second = await startTestForge({ root: first.root });
    expect((await callApi(second, '/repos/acme/store')).status).toBe(200);
    expect(await readdir(join(first.root, 'acme'))).toEqual(['store.git']);
  });

  it('stops at records that cannot be read, naming each and what to do', async () => {
    const first = await startTestForge();
    for (const name of ['one', 'two']) await forgeWith(first, name);
    await first.close();
    for (const name of ['one', 'two']) {
      await writeFile(join(first.root, `acme/${name}.git/forge.json`), '{"id":');
    }
    const attempt = createForge({ root: first.root, token: testToken });
    await expect(attempt).rejects.toThrow(/acme\/one\.git[^]*acme\/two\.git[^]*Move them away/);
  });
});

async function forgeWith(forge: TestForge, name: string): Promise<void> {
  await create(forge, { name });
}

describe('many calls at once', () => {
  it('of creations make each name once', async () => {
    const forge = await startTestForge();
    const names = Array.from({ length: 30 }, (_, index) => `shop-${index % 10}`);
    const responses = await Promise.all(names.map(name => create(forge, { name })));
    expect(responses.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(responses.filter(({ status }) => status === 422)).toHaveLength(20);
    const ids = (await (await callApi(forge, '/orgs/acme/repos?per_page=100')).json()).map(
      ({ id }: { id: number }) => id,
    );
    expect(new Set(ids).size).toBe(10);
  });

  it('of settings lose none', async () => {
    const forge = await startTestForge();
    await create(forge, { name: 'shop' });
    const names = Array.from({ length: 20 }, (_, index) => `VARIABLE_${index}`);
    const path = '/repos/acme/shop/actions/variables';
    await Promise.all(
      names.map(name => callApi(forge, path, { method: 'POST', body: { name, value: 'x' } })),
    );
    const record = JSON.parse(await readFile(join(forge.root, 'acme/shop.git/forge.json'), 'utf8'));
    expect(Object.keys(record.variables).sort()).toEqual([...names].sort());
  });

  it('of a deletion among writes fail cleanly', async () => {
    const forge = await startTestForge();
    await forge.seedRepository({ ...source, name: 'shop' });
    const write = (index: number) =>
      callApi(forge, `/repos/acme/shop/contents/${index}.txt`, {
        method: 'PUT',
        body: { message: 'x', content: '' },
      });
    const remove = () => callApi(forge, '/repos/acme/shop', { method: 'DELETE' });
    const responses = await Promise.all(
      [0, 1, 2, 3, 4, 5, 6].map(at => (at === 3 ? remove() : write(at))),
    );
    const statuses = responses.map(({ status }) => status);
    expect(statuses.filter(status => ![200, 204, 404].includes(status))).toEqual([]);
    expect((await callApi(forge, '/repos/acme/shop')).status).toBe(404);
    expect(forge.errors).toEqual([]);
  });

  it('are no more repos than the quota allows', async () => {
    const forge = await startTestForge({ limits: { repositories: 3 } });
    const names = ['a', 'b', 'c', 'd', 'e'];
    const responses = await Promise.all(names.map(name => create(forge, { name })));
    expect(responses.filter(({ status }) => status === 201)).toHaveLength(3);
  });
});
