import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import fc from 'fast-check';
import { fuzzRuns } from '@waymark/backstage-plugin-waymark-common/src/testing/fuzzRuns';
import { hostileText } from '@waymark/backstage-plugin-waymark-common/src/testing/hostileJson';
import { toTreeFile } from '../loadLibrary/toTreeFile';
import { readTree } from '../treeOnDisk/readTree';
import { writeTree } from '../treeOnDisk/writeTree';
import { pathProblem } from './pathProblem';

const part = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'src', 'README.md', '.github', '.gitignore', 'A', 'ä', 'ａ', 'ﬀ', 'ß', 'ſ', 'K', '日本', '💥', '.g\u200cit', '.ｇit', '.git.', '.git ', 'GIT~1', '.Git', '.gıt', 'git~2', '.\u00adgit', '.git\u0301', 'con', 'CON.txt', 'com¹', 'CONIN$', 'aux.', 'x\u0000', 'a\u0085b') },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }) },
  { weight: 1, arbitrary: hostileText },
  { weight: 1, arbitrary: fc.constantFrom('..', '.', '', ' ', '...', '\\', 'C:', '~', '-rf', '*') },
);

/** Paths as templates print them: parts that are mostly harmless, joined by slashes that are mostly right. */
const path = fc.tuple(fc.array(part, { minLength: 1, maxLength: 4 }), fc.constantFrom('/', '/', '/', '/', '//', '\\')).map(([parts, slash]) => parts.join(slash));

/** What a file system that is blind to case, to normalisation and to what cannot be seen makes of a name. */
const blind = (name: string): string => name.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, '').toUpperCase().toLowerCase();

describe('a path that is taken', () => {
  const taken = path.filter(each => pathProblem(each) === undefined);

  it('stays below its folder, and is not in .git for any file system', () => {
    fc.assert(
      fc.property(taken, each => {
        expect(resolve('/srv/folder', each).startsWith(`/srv/folder${sep}`)).toBe(true);
        expect(each.split('/').map(blind)).not.toContain('.git');
      }),
      { numRuns: fuzzRuns(1500) },
    );
  });

  it('is the same when it was written to the disk and read back', () => {
    const folder = mkdtempSync(join(tmpdir(), 'waymark-paths-'));
    let runs = 0;
    try {
      fc.assert(
        fc.property(taken, fc.uint8Array({ maxLength: 20 }), fc.boolean(), (each, bytes, executable) => {
          const file = toTreeFile(each, Buffer.from(bytes), executable);
          const target = join(folder, String(runs++));
          writeTree([file], target);
          expect(readTree(target, { skip: [] })).toEqual([file]);
        }),
        { numRuns: fuzzRuns(300) },
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    expect(runs).toBeGreaterThan(200);
  });
});
