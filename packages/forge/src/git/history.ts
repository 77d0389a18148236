import { type GitStore } from './GitStore';
import { type Commit } from './objectFormat';

/** Commits reachable from a commit, newest first by committer date, as `git log` shows them. */
async function* walkHistory(store: GitStore, from: readonly string[]): AsyncGenerator<Commit> {
  const seen = new Set(from);
  const queue = await Promise.all([...seen].map(id => store.readCommit(id)));
  for (;;) {
    let newest = 0;
    queue.forEach((commit, index) => {
      const best = queue[newest];
      if (best && commit.committer.timestamp > best.committer.timestamp) newest = index;
    });
    const [commit] = queue.splice(newest, 1);
    if (!commit) return;
    yield commit;
    for (const parent of commit.parents) {
      if (seen.has(parent)) continue;
      seen.add(parent);
      queue.push(await store.readCommit(parent));
    }
  }
}

/** A page of the history: `skip` commits are left out, at most `limit` given. */
export async function listCommits(
  store: GitStore,
  from: string,
  { skip, limit }: { readonly skip: number; readonly limit: number },
): Promise<readonly Commit[]> {
  const page: Commit[] = [];
  let position = 0;
  for await (const commit of walkHistory(store, [from])) {
    if (position >= skip + limit) break;
    if (position >= skip) page.push(commit);
    position += 1;
  }
  return page;
}

/** Whether `ancestor` is reachable from any of the commits. */
export async function isReachable(
  store: GitStore,
  ancestor: string,
  from: readonly string[],
): Promise<boolean> {
  for await (const commit of walkHistory(store, from)) {
    if (commit.id === ancestor) return true;
  }
  return false;
}
