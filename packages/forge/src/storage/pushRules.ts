import { type PushRules } from '../git/checkRefUpdate';
import { type RefUpdate } from '../git/GitStore';
import { zeroId } from '../git/objectIds';
import { branchOfRef, branchRef } from '../git/refNames';
import { type ForgeLimits } from '../limits';
import { type RepoRecord } from './repoRecord';
import { type RepoStore } from './RepoStore';

export function pushRulesOf(record: RepoRecord, limits: ForgeLimits): PushRules {
  const { defaultBranch, protections } = record;
  return { limits, defaultBranch, protectedBranches: Object.keys(protections) };
}

/**
 * Notes a push in the repo's record. The first branch that comes into a repo whose default branch
 * does not exist becomes its default, as on GitHub. The caller holds the repo's lock.
 * Pull requests and webhooks, when they come, start from here: every ref change passes through.
 */
export async function afterPush(
  repos: RepoStore,
  id: number,
  applied: readonly RefUpdate[],
): Promise<void> {
  if (applied.length === 0) return;
  const record = repos.current(id);
  const store = repos.git(record);
  const pushedAt = new Date().toISOString();
  const hasDefault = await store.readRef(branchRef(record.defaultBranch));
  const created = applied.find(({ name, to }) => to !== zeroId && branchOfRef(name) !== undefined);
  const branch = created && branchOfRef(created.name);
  if (hasDefault || branch === undefined) {
    await repos.update(id, { pushedAt });
    return;
  }
  await store.writeHead(branch);
  await repos.update(id, { pushedAt, defaultBranch: branch });
}
