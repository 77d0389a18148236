import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTree } from './readTree';

describe('readTree', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'waymark-'));
    for (const name of ['.git', 'a', 'node_modules']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, '.git/HEAD'), 'ref: refs/heads/main');
    writeFileSync(join(folder, 'node_modules/x.js'), '');
    writeFileSync(join(folder, 'b.bin'), Buffer.from([0, 255]));
    writeFileSync(join(folder, 'a/run.sh'), 'echo hi\n');
    chmodSync(join(folder, 'a/run.sh'), 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const found = [
    { path: 'a/run.sh', mode: '100755', encoding: 'utf8', content: 'echo hi\n' },
    { path: 'b.bin', mode: '100644', encoding: 'base64', content: 'AP8=' },
  ];

  it('reads every file with its mode, text and bytes alike, but what is passed over', () => {
    expect(readTree(folder)).toEqual(found);
    expect(readTree(folder, { skip: ['.git'] })).toEqual([...found, { path: 'node_modules/x.js', mode: '100644', encoding: 'utf8', content: '' }]);
  });

  it('follows no link, and names them all', () => {
    symlinkSync('/etc/passwd', join(folder, 'passwd'));
    symlinkSync('..', join(folder, 'a/up'));
    expect(() => readTree(folder, { refusal: { code: 'VERIFY_FAILED', stage: 'verify' } })).toThrow(
      expect.objectContaining({ code: 'VERIFY_FAILED', problems: [expect.objectContaining({ file: 'a/up' }), expect.objectContaining({ file: 'passwd' })] }),
    );
  });

  it('says so when there is no such folder', () => {
    expect(() => readTree(join(folder, 'nothing'))).toThrow(expect.objectContaining({ code: 'LIBRARY_UNREADABLE' }));
  });
});
