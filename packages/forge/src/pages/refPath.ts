import { notFound } from '../errors';
import { type OpenRepo } from '../rest/repoRequest';

export interface RefPath {
  readonly ref: string;
  readonly commit: string;
  readonly path: string;
}

/** Splits `feature/x/docs/a.md` into a ref and a path: the shortest prefix that is a ref. Throws FORGE_NOT_FOUND. */
export async function splitRefPath({ repo, store }: OpenRepo, text: string): Promise<RefPath> {
  const parts = text.split('/').filter(part => part !== '');
  if (parts.length === 0) parts.push(repo.defaultBranch);
  for (let length = 1; length <= parts.length; length++) {
    const ref = parts.slice(0, length).join('/');
    const commit = await store.resolve(ref);
    if (commit) return { ref, commit, path: parts.slice(length).join('/') };
  }
  throw notFound();
}
