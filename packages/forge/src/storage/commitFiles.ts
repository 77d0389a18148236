import { ForgeError } from '../errors';
import { checkRefUpdate } from '../git/checkRefUpdate';
import { type FileMode, type Person } from '../git/objectFormat';
import { zeroId } from '../git/objectIds';
import { branchRef } from '../git/refNames';
import { findEntry } from '../git/readTreePaths';
import { type TreeChange, writeTreeChanges } from '../git/writeTreeChanges';
import { afterPush, pushRulesOf } from './pushRules';
import { type RepoStore } from './RepoStore';

export interface FileWrite {
  readonly path: string;
  /** `null` takes the file away. */
  readonly content: Buffer | null;
  readonly mode?: FileMode;
}

export interface CommitFilesRequest {
  readonly branch: string;
  readonly message: string;
  readonly files: readonly FileWrite[];
  readonly author: Pick<Person, 'name' | 'email'>;
  /** The commit that the branch must stand at; left out, whatever it stands at. */
  readonly expectedHead?: string;
}

/** Who commits, now. */
export function personNow(author: Pick<Person, 'name' | 'email'>): Person {
  return { ...author, timestamp: Math.floor(Date.now() / 1000), zone: '+0000' };
}

/** Makes one commit on a branch, which is created when it is not there. Throws FORGE_CONFLICT on another head. */
export async function commitFiles(
  repos: RepoStore,
  id: number,
  { branch, message, files, author, expectedHead }: CommitFilesRequest,
): Promise<{ readonly commit: string; readonly created: boolean }> {
  return repos.exclusive(id, async record => {
    const store = repos.git(record);
    const head = await store.readRef(branchRef(branch));
    if (expectedHead !== undefined && expectedHead !== head) {
      const message = `expectedHeadOid ${expectedHead} did not match ${head ?? 'a missing branch'}`;
      throw new ForgeError('FORGE_CONFLICT', message);
    }
    const base = head && (await store.readCommit(head)).tree;
    const changes: TreeChange[] = [];
    for (const { path, content, mode } of files) {
      const kept = base === undefined ? undefined : (await findEntry(store, base, path))?.mode;
      const fileMode = mode ?? (kept === '040000' || kept === undefined ? '100644' : kept);
      changes.push({ path, mode: fileMode, id: content && (await store.writeBlob(content)) });
    }
    const tree = await writeTreeChanges(store, base, changes);
    const person = personNow(author);
    const commit = await store.writeCommit({
      tree,
      parents: head ? [head] : [],
      author: person,
      committer: person,
      message,
    });
    const update = { name: branchRef(branch), from: head ?? zeroId, to: commit };
    await checkRefUpdate(store, update, pushRulesOf(record, repos.limits));
    await store.updateRef(update);
    await afterPush(repos, id, [update]);
    return { commit, created: head === undefined };
  });
}
