/** A repo by where it is kept. */
export interface RepoId {
  readonly host: string;
  readonly owner: string;
  readonly name: string;
}

/** What a host says of a repo, as far as undoing needs it. */
export interface FoundRepo {
  readonly id: string;
  /** `owner/name` as the host spells it. */
  readonly fullName: string;
  readonly homepage: string | null;
  readonly createdAt: Date;
}

/** `moved`: the address answers for a repo that was renamed or transferred. */
export type RepoAnswer =
  | { readonly state: 'absent' }
  | { readonly state: 'moved' }
  | { readonly state: 'found'; readonly repo: FoundRepo };

/** Signs of life in a repo. Each is counted no further than two, since one too many is enough to know. */
export interface RepoTraces {
  readonly commits: number;
  readonly branches: number;
  readonly pullRequests: number;
  /** What the credentials may not see, in the host's words; empty where they see all of it. */
  readonly hidden: readonly string[];
}

/** A folder or file of a repo, taken apart. */
export interface TreeUrl {
  /** Address of the repo, without a ref. */
  readonly repoUrl: string;
  /** Branch, tag or commit; null for the default branch. */
  readonly ref: string | null;
  /** Folder or file in the repo; empty for its root. */
  readonly path: string;
}

/**
 * What Waymark asks of a place that keeps repos. One implementation a kind of host, each in a folder of its own.
 * Every method throws a `WaymarkError` `REPO_HOST_FAILED` when the host answers with something unforeseen.
 */
export interface RepoHost {
  /** Why there cannot be a repo of that name; undefined when there can. */
  nameProblem(repo: RepoId): string | undefined;
  /** The address of the repo's page. */
  webUrl(repo: RepoId): string;
  /** The address of a file, spelled as `catalog:register` spells it. */
  fileUrl(repo: RepoId, file: { readonly branch: string; readonly path: string }): string;
  /** Takes the address of a folder or file apart; null where it is none of a repo. */
  parseTreeUrl(address: string): TreeUrl | null;
  /** The address of a repo's root at a ref, as Backstage's URL reader takes it. */
  rootUrl(tree: Pick<TreeUrl, 'repoUrl' | 'ref'>): string;
  find(repo: RepoId): Promise<RepoAnswer>;
  traces(repo: RepoId): Promise<RepoTraces>;
  /** Git's id of the tree at a commit or branch; undefined where there is none. */
  treeId(repo: RepoId, ref: string): Promise<string | undefined>;
  setHomepage(repo: RepoId, homepage: string): Promise<void>;
  /** `refused`: the credentials may not delete it. A repo that is gone counts as removed. */
  remove(repo: RepoId): Promise<'removed' | 'refused'>;
}

/** Finds the implementation for a host; throws `TARGET_INVALID` where there is none. */
export type RepoHosts = (host: string) => RepoHost;
