import { mkdir, readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { notFound } from '../errors';
import { atomicFs, isDraft } from './atomicFs';
import { isObjectId } from './objectIds';

export interface Ref {
  /** The full name: `refs/heads/main`. */
  readonly name: string;
  readonly id: string;
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** Reads one ref; undefined when it is not there. The name must have passed `refNameProblem`. */
export async function readRef(gitdir: string, name: string): Promise<string | undefined> {
  try {
    const id = (await readFile(join(gitdir, name), 'latin1')).trim();
    return isObjectId(id) ? id : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** All branches and tags, sorted by name. */
export async function listRefs(gitdir: string): Promise<readonly Ref[]> {
  const refs: Ref[] = [];
  for (const kind of ['heads', 'tags']) {
    const folder = join(gitdir, 'refs', kind);
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(error => {
      throw isMissing(error) ? notFound('The repository is gone.') : error;
    });
    for (const entry of entries) {
      if (!entry.isFile() || isDraft(entry.name)) continue;
      const path = join(entry.parentPath, entry.name).slice(gitdir.length + 1);
      const name = path.split(sep).join('/');
      const id = await readRef(gitdir, name);
      if (id) refs.push({ name, id });
    }
  }
  return refs.sort((a, b) => (a.name < b.name ? -1 : 1));
}

export async function writeRef(gitdir: string, ref: Ref): Promise<void> {
  const file = join(gitdir, ref.name);
  await mkdir(dirname(file), { recursive: true });
  await atomicFs.promises.writeFile(file, `${ref.id}\n`);
}

/** Deletes a ref and the folders that it leaves empty, so that `a` can be made after `a/b` is gone. */
export async function deleteRef(gitdir: string, name: string): Promise<void> {
  await rm(join(gitdir, name), { force: true });
  const parts = name.split('/');
  for (let length = parts.length - 1; length > 2; length--) {
    try {
      await rmdir(join(gitdir, ...parts.slice(0, length)));
    } catch {
      return; // not empty
    }
  }
}
