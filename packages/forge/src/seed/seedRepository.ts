import { ForgeError } from '../errors';
import { type GitStore } from '../git/GitStore';
import { type FileMode } from '../git/objectFormat';
import { walkTree } from '../git/readTreePaths';
import { branchRef } from '../git/refNames';
import { objectId } from '../git/resolveDeltas';
import { commitFiles, type FileWrite } from '../storage/commitFiles';
import { type RepoStore } from '../storage/RepoStore';
import { type RepoRecord } from '../storage/repoRecord';
import { readFolder, type SeedFile } from './readFolder';

/** Files, or a folder to read them from. */
export type SeedSource = { readonly files: readonly SeedFile[] } | { readonly folder: string };

export type SeedRequest = SeedSource & {
  readonly owner: string;
  readonly name: string;
  readonly description?: string;
  readonly message: string;
};

export interface SeedResult {
  /** The commit at which the default branch stands now. */
  readonly commit: string;
  readonly changed: boolean;
}

const author = { name: 'Waymark forge', email: 'forge@waymark.invalid' };

type WantedFile = FileWrite & { readonly content: Buffer; readonly mode: FileMode };

function wantedFile({ path, content, executable }: SeedFile): WantedFile {
  return { path, content: Buffer.from(content as string), mode: executable ? '100755' : '100644' };
}

async function filesAt(
  store: GitStore,
  commit: string | undefined,
): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  if (commit === undefined) return files;
  const { tree } = await store.readCommit(commit);
  for await (const { path, mode, id, type } of walkTree(store, tree)) {
    if (type !== 'tree') files.set(path, `${mode} ${id}`);
  }
  return files;
}

async function openOrCreate(repos: RepoStore, request: SeedRequest): Promise<RepoRecord> {
  const { owner, name, description = null } = request;
  return repos.find(owner, name) ?? repos.create({ owner, name, description });
}

/**
 * Makes a repo's default branch hold exactly these files. A commit is made only when something
 * differs; then it stands on the one before it. Throws FORGE_SEED for an empty source.
 */
export async function seedRepository(repos: RepoStore, request: SeedRequest): Promise<SeedResult> {
  const source = 'folder' in request ? await readFolder(request.folder) : request.files;
  if (source.length === 0) {
    throw new ForgeError(
      'FORGE_SEED',
      `There is no file to put into ${request.owner}/${request.name}.`,
    );
  }
  const repo = await openOrCreate(repos, request);
  const store = repos.git(repo);
  const head = await store.readRef(branchRef(repo.defaultBranch));
  const present = await filesAt(store, head);
  const wanted = source.map(wantedFile);
  const kept = new Set(wanted.map(({ path }) => path));
  const writes: readonly FileWrite[] = [
    ...[...present.keys()].filter(path => !kept.has(path)).map(path => ({ path, content: null })),
    ...wanted.filter(
      ({ path, mode, content }) => present.get(path) !== `${mode} ${objectId('blob', content)}`,
    ),
  ];
  if (head !== undefined && writes.length === 0) return { commit: head, changed: false };
  const { commit } = await commitFiles(repos, repo.id, {
    branch: repo.defaultBranch,
    message: request.message,
    files: writes,
    author,
    ...(head !== undefined && { expectedHead: head }),
  });
  return { commit, changed: true };
}
