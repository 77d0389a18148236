import { chmod, symlink } from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { readWorkspace } from './readWorkspace';

describe('readWorkspace', () => {
  const workspace = createMockDirectory();
  afterEach(() => workspace.clear());

  it('reads every file with its mode, text and bytes alike, but not .git', async () => {
    workspace.setContent({
      '.git': { HEAD: 'ref: refs/heads/main' },
      'b.bin': Buffer.from([0, 255]),
      a: { 'run.sh': 'echo hi\n' },
      '.gitignore': 'dist\n',
    });
    await chmod(workspace.resolve('a/run.sh'), 0o755);
    expect(await readWorkspace(workspace.path)).toEqual([
      { path: '.gitignore', mode: '100644', encoding: 'utf8', content: 'dist\n' },
      { path: 'a/run.sh', mode: '100755', encoding: 'utf8', content: 'echo hi\n' },
      { path: 'b.bin', mode: '100644', encoding: 'base64', content: 'AP8=' },
    ]);
  });

  it('refuses links and names them all', async () => {
    workspace.setContent({ sub: { 'a.txt': 'a' } });
    await symlink('/etc/passwd', workspace.resolve('passwd'));
    await symlink('a.txt', workspace.resolve('sub/b.txt'));
    await expect(readWorkspace(workspace.path)).rejects.toMatchObject({
      code: 'VERIFY_FAILED',
      problems: [{ file: 'passwd' }, { file: 'sub/b.txt' }],
    });
  });
});
