import { chmod, mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { git, gitFolder, writeFiles } from '../testing/runGit';
import { cleanUp, startTestForge, testFolder } from '../testing/testForge';

afterEach(cleanUp);

const repo = { owner: 'waymark', name: 'golden-paths', message: 'Library of this checkout' };

async function forgeWithOrg() {
  const forge = await startTestForge({ orgs: ['waymark'] });
  const bare = join(forge.root, 'waymark/golden-paths.git');
  const list = () => git(bare, ['ls-tree', '-r', '--format=%(objectmode) %(path)', 'main']);
  return { forge, bare, list };
}

describe('seedRepository', () => {
  it('makes a commit on top only when files were changed, added, taken away or made executable', async () => {
    const { forge, bare, list } = await forgeWithOrg();
    const folder = await testFolder();
    await writeFiles(folder, { 'library.yaml': 'a', 'layers/app/x.njk': 'b', 'layers/y': 'c' });
    const seed = () => forge.seedRepository({ ...repo, folder });

    const first = await seed();
    expect(first.changed).toBe(true);
    expect(await seed()).toEqual({ commit: first.commit, changed: false });
    await writeFiles(folder, { 'layers/app/x.njk': 'changed', 'new.txt': 'd' });
    await rm(join(folder, 'layers/y'));
    await chmod(join(folder, 'library.yaml'), 0o755);
    const second = await seed();
    expect(second.changed).toBe(true);
    expect(await list()).toBe('100644 layers/app/x.njk\n100755 library.yaml\n100644 new.txt');
    expect(await git(bare, ['log', '--format=%H %an <%ae> %s', 'main'])).toBe(
      [second, first]
        .map(({ commit }) => `${commit} Waymark forge <forge@waymark.invalid> ${repo.message}`)
        .join('\n'),
    );
    expect(await git(bare, ['fsck', '--strict'])).toBe('');
  });

  it('turns a file into a folder and a folder into a file', async () => {
    const { forge, list } = await forgeWithOrg();
    const seed = (...paths: readonly string[]) =>
      forge.seedRepository({ ...repo, files: paths.map(path => ({ path, content: 'x' })) });
    await seed('a', 'b/c', 'b/d');
    await seed('a/b', 'b');
    expect(await list()).toBe('100644 a/b\n100644 b');
  });

  it('leaves out what git ignores, but keeps what is tracked all the same', async () => {
    const { forge, list } = await forgeWithOrg();
    const checkout = await testFolder();
    await gitFolder(checkout, { '.gitignore': '*.log\nbuild/\n', 'templates/a.txt': 'a' });
    await writeFiles(checkout, {
      'templates/noise.log': 'x',
      'templates/build/out.txt': 'x',
      'templates/kept.log': 'x',
      'templates/untracked.txt': 'x',
      'outside.txt': 'x',
    });
    await git(checkout, ['add', '-f', 'templates/kept.log']);
    await forge.seedRepository({ ...repo, folder: join(checkout, 'templates') });
    expect(await list()).toBe('100644 a.txt\n100644 kept.log\n100644 untracked.txt');
  });

  it('refuses symbolic links, naming each', async () => {
    const { forge } = await forgeWithOrg();
    const folder = await testFolder();
    await mkdir(join(folder, 'b'));
    await writeFiles(folder, { file: 'x' });
    await symlink('/etc/passwd', join(folder, 'a'));
    await symlink('..', join(folder, 'b/c'));
    const attempt = forge.seedRepository({ ...repo, folder });
    await expect(attempt).rejects.toMatchObject({
      code: 'FORGE_SEED',
      message: expect.stringMatching(/: a, b\/c\. Replace symbolic links/),
    });
  });

  it('refuses an empty source and paths that leave the repo', async () => {
    const { forge } = await forgeWithOrg();
    await expect(forge.seedRepository({ ...repo, files: [] })).rejects.toThrow(/no file/);
    const files = [{ path: '../x', content: 'x' }];
    await expect(forge.seedRepository({ ...repo, files })).rejects.toThrow(/malformed path/);
  });
});
