import { lstat, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Problem, type TreeFile, WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import { gitTreeId } from '../renderGoldenPath/gitObjectId';
import type { LibrarySource } from './librarySource';
import { toTreeFile } from './toTreeFile';

const skipped = new Set(['.git', 'node_modules']);

export interface ReadFolderOptions {
  /** What waymarks record as the library's address; a folder has none of its own. */
  readonly url?: string;
}

/**
 * Reads a library from a folder. Its commit is the git tree id of what the folder holds, so the same content has the same commit.
 * @throws WaymarkError `LIBRARY_UNREADABLE` for a folder that is not there, and for links, all of them named.
 */
export async function readFolder(folder: string, options: ReadFolderOptions = {}): Promise<LibrarySource> {
  const files = await readTree(folder);
  return { kind: 'files', url: options.url ?? 'local:library', commit: gitTreeId(files), files };
}

/** Every file below a folder as plain data, sorted by path; `.git` and `node_modules` are passed over. */
export async function readTree(folder: string): Promise<readonly TreeFile[]> {
  const files: TreeFile[] = [];
  const problems: Problem[] = [];
  const walk = async (below: string): Promise<void> => {
    for (const name of (await readdir(join(folder, below))).sort()) {
      if (skipped.has(name)) continue;
      const path = below ? `${below}/${name}` : name;
      const file = join(folder, path);
      const status = await lstat(file);
      if (status.isDirectory()) await walk(path);
      else if (status.isFile()) files.push(toTreeFile(path, await readFile(file), (status.mode & 0o100) !== 0));
      else problems.push({ severity: 'error', file: path, what: 'it is neither a file nor a folder', mend: 'put the file itself there; links are not followed' });
    }
  };
  try {
    await walk('');
  } catch (error) {
    throw new WaymarkError({
      code: 'LIBRARY_UNREADABLE',
      stage: 'load',
      message: `The folder ${folder} cannot be read: ${(error as Error).message}`,
      cause: error,
    });
  }
  if (problems.length > 0) {
    throw new WaymarkError({ code: 'LIBRARY_UNREADABLE', stage: 'load', message: `The folder ${folder} holds links or devices.`, problems });
  }
  return files;
}
