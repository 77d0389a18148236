import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TreeFile } from '@waymark/backstage-plugin-waymark-common';
import { writeTree } from '../treeOnDisk/writeTree';
import { gitBlobId, gitTreeId } from './gitObjectId';

const files: readonly TreeFile[] = [
  { path: 'foo.txt', mode: '100644', encoding: 'utf8', content: 'a' },
  { path: 'foo/bar', mode: '100755', encoding: 'utf8', content: '#!/bin/sh\n' },
  { path: 'foo-bar', mode: '100644', encoding: 'base64', content: Buffer.from([0, 1, 255]).toString('base64') },
  { path: 'é/日本', mode: '100644', encoding: 'utf8', content: 'ü' },
];

describe('git ids', () => {
  it('are those that git itself gives to the files that were written', () => {
    const folder = mkdtempSync(join(tmpdir(), 'waymark-'));
    try {
      writeTree(files, folder);
      const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
      git('init', '-q');
      git('add', '-A');
      expect(gitTreeId(files)).toBe(git('write-tree'));
      expect(files.map(gitBlobId)).toEqual(files.map(file => git('hash-object', file.path)));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('give the empty tree its well-known id', () => {
    expect(gitTreeId([])).toBe('4b825dc642cb6eb9a060e54bf8d69288fbee4904');
  });
});
