import { ForgeError, notFound } from '../errors';
import { type ForgeContext } from '../ForgeContext';
import { type GitStore } from '../git/GitStore';
import { type PathParams } from '../http/router';
import { type RepoRecord } from '../storage/repoRecord';

export interface OpenRepo {
  readonly repo: RepoRecord;
  readonly store: GitStore;
}

/** The repo that a path names. Throws FORGE_NOT_FOUND; former names are redirected before handlers run. */
export function openRepo(context: ForgeContext, params: PathParams): OpenRepo {
  const repo = context.repos.find(params.owner ?? '', params.repo ?? '');
  if (!repo) throw notFound();
  return { repo, store: context.repos.git(repo) };
}

/** The commit that a ref or full sha names; the default branch's for none. */
export async function commitOf(
  { repo, store }: OpenRepo,
  ref: string | null | undefined,
): Promise<string> {
  const wanted = ref || repo.defaultBranch;
  const commit = await store.resolve(wanted);
  if (commit) return commit;
  if ((await store.listRefs()).length === 0) {
    throw new ForgeError('FORGE_CONFLICT', 'Git Repository is empty.');
  }
  throw new ForgeError('FORGE_INVALID', `No commit found for SHA: ${wanted}`);
}

/** Runs a task while no other writes to the repo, with its record and store as they are then. */
export function exclusively<Result>(
  context: ForgeContext,
  { repo }: OpenRepo,
  task: (open: OpenRepo) => Promise<Result>,
): Promise<Result> {
  return context.repos.exclusive(repo.id, record =>
    task({ repo: record, store: context.repos.git(record) }),
  );
}

/** Refuses files that are too large, or that would bring the repo over its quota. */
export async function checkRoom(
  context: ForgeContext,
  { store }: OpenRepo,
  sizes: readonly number[],
): Promise<void> {
  const { objectBytes, repositoryBytes } = context.limits;
  if (sizes.some(size => size > objectBytes)) {
    throw new ForgeError('FORGE_TOO_LARGE', `A file is larger than ${objectBytes} bytes.`);
  }
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if ((await store.diskBytes()) + total > repositoryBytes) {
    throw new ForgeError(
      'FORGE_TOO_LARGE',
      `The repository would grow over ${repositoryBytes} bytes.`,
    );
  }
}
