import { constants, closeSync, fstatSync, lstatSync, openSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Problem, type TreeFile, WaymarkError, type WaymarkErrorOptions } from '@waymark/backstage-plugin-waymark-common';
import { toTreeFile } from '../loadLibrary/toTreeFile';
import { createTreeMeter } from '../treeFiles/treeLimits';

export interface ReadTreeOptions {
  /** Names that are passed over, wherever they stand; without it `.git` and `node_modules`. */
  readonly skip?: readonly string[];
  /** As what a folder that is no tree is refused; without it as a library that cannot be read. */
  readonly refusal?: Pick<WaymarkErrorOptions, 'code' | 'stage'>;
  /** Whether a file may have a second name by a hard link: then it may be any file of the machine. */
  readonly hardLinks?: boolean;
}

/**
 * Every file below a folder as plain data, sorted by path. No link is followed.
 * It reads one file after the other, since nothing is faster: where others wait it belongs into a process of its own.
 * @throws WaymarkError with the code of `refusal` for a folder that is not there, and for links and devices, all of them named.
 */
export function readTree(folder: string, options: ReadTreeOptions = {}): readonly TreeFile[] {
  const { skip = ['.git', 'node_modules'], refusal = { code: 'LIBRARY_UNREADABLE', stage: 'load' }, hardLinks = true } = options;
  const files: TreeFile[] = [];
  const problems: Problem[] = [];
  const meter = createTreeMeter();
  const walk = (below: string): void => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (skip.includes(entry.name)) continue;
      const path = below ? `${below}/${entry.name}` : entry.name;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile() && (hardLinks || lstatSync(join(folder, path)).nlink === 1)) files.push(readOne(path, join(folder, path), meter));
      else if (entry.isFile()) problems.push({ severity: 'error', file: path, what: 'it is a hard link: the same file has another name too', mend: 'copy the file' });
      else problems.push({ severity: 'error', file: path, what: 'it is neither a file nor a folder', mend: 'put the file itself there; links are not followed' });
    }
  };
  try {
    walk('');
  } catch (error) {
    throw new WaymarkError({ ...refusal, message: `The folder ${folder} cannot be read: ${(error as Error).message}`, cause: error });
  }
  if (problems.length > 0) throw new WaymarkError({ ...refusal, message: `The folder ${folder} holds links or devices.`, problems });
  return files;
}

function readOne(path: string, file: string, meter: (bytes: number) => void): TreeFile {
  const handle = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const { mode, size } = fstatSync(handle);
    meter(size);
    return toTreeFile(path, readFileSync(handle), (mode & 0o100) !== 0);
  } finally {
    closeSync(handle);
  }
}
