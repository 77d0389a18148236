import fs from 'node:fs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import git from 'isomorphic-git';
import { type Problem, type TreeFile, WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import type { LibrarySource } from './librarySource';
import { createTreeMeter } from '../treeFiles/treeLimits';
import { toTreeFile } from './toTreeFile';

export interface ReadGitRepositoryOptions {
  /** A branch, tag or commit; the current branch without it. */
  readonly ref?: string;
  readonly url?: string;
}

/**
 * Reads a library from a git repository (bare or with a work tree) at one commit; what is not committed is not read.
 * @throws WaymarkError `LIBRARY_UNREADABLE` where there is no such repository or commit, or where the tree holds links or submodules.
 */
export async function readGitRepository(folder: string, options: ReadGitRepositoryOptions = {}): Promise<LibrarySource> {
  const gitdir = existsSync(join(folder, '.git')) ? join(folder, '.git') : folder;
  const repository = { fs, gitdir, cache: {} };
  const files: TreeFile[] = [];
  const problems: Problem[] = [];
  const meter = createTreeMeter();
  const walk = async (oid: string, below: string): Promise<void> => {
    const { tree } = await git.readTree({ ...repository, oid });
    for (const entry of tree) {
      const path = below ? `${below}/${entry.path}` : entry.path;
      if (entry.type === 'tree') await walk(entry.oid, path);
      else if (entry.type === 'blob' && entry.mode !== '120000') {
        const { blob } = await git.readBlob({ ...repository, oid: entry.oid });
        meter(blob.length);
        files.push(toTreeFile(path, Buffer.from(blob), entry.mode === '100755'));
      } else problems.push({ severity: 'error', file: path, what: 'it is a link or a submodule', mend: 'put the file itself there' });
    }
  };
  let commit: string;
  try {
    commit = await resolveCommit(repository, options.ref ?? 'HEAD');
    const { tree } = (await git.readCommit({ ...repository, oid: commit })).commit;
    await walk(tree, '');
  } catch (error) {
    throw new WaymarkError({
      code: 'LIBRARY_UNREADABLE',
      stage: 'load',
      // Not the error's own message, nor the error: it quotes what stands in the repository's files, and a link among those may lead anywhere.
      message: `The git repository ${folder} cannot be read at ${options.ref ?? 'HEAD'}: ${reasonOf(error)}. Check that it is a whole repository and has that commit.`,
    });
  }
  if (problems.length > 0) {
    throw new WaymarkError({ code: 'LIBRARY_UNREADABLE', stage: 'load', message: `The library at ${commit} holds links.`, problems });
  }
  return { kind: 'files', url: options.url ?? 'local:library', commit, files };
}

function reasonOf(error: unknown): string {
  const { code, message } = error as { readonly code?: string; readonly message: string };
  return code ?? message;
}

async function resolveCommit(repository: { fs: typeof fs; gitdir: string }, ref: string): Promise<string> {
  const oid = /^[0-9a-f]{40}$/.test(ref) ? ref : await git.resolveRef({ ...repository, ref });
  return (await git.readCommit({ ...repository, oid })).oid;
}
