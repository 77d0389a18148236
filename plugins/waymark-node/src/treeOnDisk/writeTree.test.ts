import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TreeFile } from '@waymark/backstage-plugin-waymark-common';
import { readTree } from './readTree';
import { writeTree } from './writeTree';

describe('writeTree', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'waymark-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const text = (path: string, content = 'x'): TreeFile => ({ path, mode: '100644', encoding: 'utf8', content });

  it('writes what readTree reads again: text, bytes and modes', () => {
    const files: readonly TreeFile[] = [
      text('a/b/c.txt', 'ü\n'),
      { path: 'bin', mode: '100644', encoding: 'base64', content: Buffer.from([0, 255, 1]).toString('base64') },
      { path: 'run.sh', mode: '100755', encoding: 'utf8', content: '#!/bin/sh\n' },
    ];
    writeTree(files, folder);
    expect(readTree(folder)).toEqual(files);
  });

  it.each(['../out.txt', '/etc/x', 'a/../../x', '.git/hooks/post-checkout', 'a/.GIT/config', 'nul'])('refuses %s, and writes nothing', path => {
    expect(() => writeTree([text('good.txt'), text(path)], folder)).toThrow(expect.objectContaining({ code: 'RENDER_FAILED' }));
    expect(existsSync(join(folder, 'good.txt'))).toBe(false);
  });

  it('follows no link, neither as a folder nor as a file', () => {
    const outside = mkdtempSync(join(tmpdir(), 'outside-'));
    try {
      symlinkSync(outside, join(folder, 'linked'));
      expect(() => writeTree([text('linked/x.txt')], folder, { overwrite: true })).toThrow('is no folder there');
      writeFileSync(join(outside, 'target'), 'before');
      symlinkSync(join(outside, 'target'), join(folder, 'file.txt'));
      expect(() => writeTree([text('file.txt')], folder, { overwrite: true })).toThrow('is there already');
      expect(readFileSync(join(outside, 'target'), 'utf8')).toBe('before');
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  it('replaces files only when it is told to, with their new mode', () => {
    mkdirSync(join(folder, 'a'));
    writeFileSync(join(folder, 'a/x'), 'long content that must go');
    expect(() => writeTree([text('a/x', 'new')], folder)).toThrow('is there already');
    writeTree([{ ...text('a/x', 'new'), mode: '100755' }], folder, { overwrite: true });
    expect(readFileSync(join(folder, 'a/x'), 'utf8')).toBe('new');
    expect(statSync(join(folder, 'a/x')).mode & 0o777).toBe(0o755);
  });
});
