import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ForgeError, notFound } from '../errors';
import { GitStore } from '../git/GitStore';
import { type ForgeLimits } from '../limits';
import { KeyedLock } from './KeyedLock';
import { draftFolder, loadRecords, repoFolder, writeRecord } from './repoFolders';
import { isOwnerName, isRepoName, repoKey } from './repoNames';
import { type RepoRecord } from './repoRecord';

export type NewRepo = Pick<RepoRecord, 'owner' | 'name'> &
  Partial<Omit<RepoRecord, 'id' | 'createdAt' | 'updatedAt' | 'pushedAt' | 'formerNames'>>;
export type RepoChange = Partial<Omit<RepoRecord, 'id' | 'owner' | 'name' | 'formerNames'>>;

/** Open git stores; each keeps what it read of its packs in memory. */
const openStores = 24;

function nameProblem(message: string): ForgeError {
  return new ForgeError('FORGE_INVALID', 'Repository creation failed.', {
    problems: [{ resource: 'Repository', code: 'custom', field: 'name', message }],
  });
}

/** All repos of a data folder: their records, their git stores and their locks. */
export class RepoStore {
  readonly #byKey = new Map<string, RepoRecord>();
  readonly #stores = new Map<number, GitStore>();
  readonly #reserved = new Set<string>();
  readonly #lock = new KeyedLock<number>();
  #lastId = 0;

  private constructor(
    readonly root: string,
    readonly limits: ForgeLimits,
  ) {}

  static async open(root: string, limits: ForgeLimits): Promise<RepoStore> {
    const store = new RepoStore(root, limits);
    for (const record of await loadRecords(root)) {
      store.#byKey.set(repoKey(record.owner, record.name), record);
    }
    return store;
  }

  list(): readonly RepoRecord[] {
    return [...this.#byKey.values()].sort((a, b) =>
      repoKey(a.owner, a.name).localeCompare(repoKey(b.owner, b.name)),
    );
  }

  /** The repo of that name now; undefined also for a former name. */
  find(owner: string, name: string): RepoRecord | undefined {
    return this.#byKey.get(repoKey(owner, name));
  }

  /** The repo that had this name before it was renamed. */
  findFormer(owner: string, name: string): RepoRecord | undefined {
    const key = repoKey(owner, name);
    return this.#find(record => record.formerNames.includes(key));
  }

  findById(id: number): RepoRecord | undefined {
    return this.#find(record => record.id === id);
  }

  #find(matches: (record: RepoRecord) => boolean): RepoRecord | undefined {
    for (const record of this.#byKey.values()) if (matches(record)) return record;
    return undefined;
  }

  /** The newest record of a repo. Throws FORGE_NOT_FOUND when it was deleted meanwhile. */
  current(id: number): RepoRecord {
    const record = this.findById(id);
    if (!record) throw notFound();
    return record;
  }

  git(record: RepoRecord): GitStore {
    const store = this.#stores.get(record.id) ?? new GitStore(repoFolder(this.root, record));
    this.#stores.delete(record.id);
    this.#stores.set(record.id, store);
    const [oldest] = this.#stores.keys();
    if (this.#stores.size > openStores && oldest !== undefined) this.#stores.delete(oldest);
    return store;
  }

  /** Runs a task while no other writes to the repo, with its newest record. */
  exclusive<Result>(id: number, task: (record: RepoRecord) => Promise<Result>): Promise<Result> {
    return this.#lock.run(id, () => task(this.current(id)));
  }

  /** Makes an empty repo. Throws FORGE_INVALID when the name is taken or not allowed. */
  async create(repo: NewRepo): Promise<RepoRecord> {
    const key = repoKey(repo.owner, repo.name);
    if (!isOwnerName(repo.owner) || !isRepoName(repo.name)) {
      throw nameProblem(
        'name may hold letters, digits, ".", "_" and "-", and must not start with "-"',
      );
    }
    if (this.#byKey.has(key) || this.#reserved.has(key)) {
      throw nameProblem('name already exists on this account');
    }
    if (this.#byKey.size + this.#reserved.size >= this.limits.repositories) {
      throw nameProblem(`this forge holds at most ${this.limits.repositories} repositories`);
    }
    this.#reserved.add(key);
    try {
      await this.#forgetFormerName(key);
      const record = this.#newRecord(repo);
      const draft = draftFolder(this.root, String(record.id));
      await GitStore.init(draft, record.defaultBranch);
      await writeRecord(draft, record);
      await moveFolder(draft, repoFolder(this.root, record));
      this.#byKey.set(key, record);
      return record;
    } finally {
      this.#reserved.delete(key);
    }
  }

  /** Changes a record. The caller holds the repo's lock. */
  async update(id: number, change: RepoChange): Promise<RepoRecord> {
    const record = { ...this.current(id), updatedAt: new Date().toISOString(), ...change };
    await this.#save(record);
    return record;
  }

  /** Gives a repo another name; the old one redirects until somebody takes it. The caller holds the lock. */
  async rename(id: number, name: string): Promise<RepoRecord> {
    const record = this.current(id);
    const [oldKey, key] = [repoKey(record.owner, record.name), repoKey(record.owner, name)];
    if (!isRepoName(name)) throw nameProblem('name is not allowed');
    if (key === oldKey) {
      const sameFolder = { ...record, name };
      await this.#save(sameFolder);
      return sameFolder;
    }
    if (this.#byKey.has(key) || this.#reserved.has(key)) throw nameProblem('name already exists');
    this.#reserved.add(key);
    try {
      await this.#forgetFormerName(key);
      const formerNames = [...this.current(id).formerNames, oldKey];
      const renamed = {
        ...this.current(id),
        name,
        formerNames,
        updatedAt: new Date().toISOString(),
      };
      const folder = repoFolder(this.root, record);
      await writeRecord(folder, renamed);
      await moveFolder(folder, repoFolder(this.root, renamed));
      this.#byKey.delete(oldKey);
      this.#byKey.set(key, renamed);
      this.#stores.delete(id);
      return renamed;
    } finally {
      this.#reserved.delete(key);
    }
  }

  /** Deletes a repo: one rename takes it away, then its files go. The caller holds the lock. */
  async delete(id: number): Promise<void> {
    const record = this.current(id);
    const draft = draftFolder(this.root, `deleted-${id}`);
    await rename(repoFolder(this.root, record), draft);
    this.#byKey.delete(repoKey(record.owner, record.name));
    this.#stores.delete(id);
    await rm(draft, { recursive: true, force: true });
  }

  async #save(record: RepoRecord): Promise<void> {
    await writeRecord(repoFolder(this.root, record), record);
    this.#byKey.set(repoKey(record.owner, record.name), record);
  }

  /** A name that is taken again no longer leads to the repo that had it before. */
  async #forgetFormerName(key: string): Promise<void> {
    for (const record of this.list().filter(candidate => candidate.formerNames.includes(key))) {
      const formerNames = record.formerNames.filter(name => name !== key);
      await this.#save({ ...record, formerNames });
    }
  }

  /** Ids come from the clock, so that a deleted repo's id is not used again after a restart. */
  #newRecord(repo: NewRepo): RepoRecord {
    const now = new Date();
    this.#lastId = Math.max(this.#lastId + 1, now.getTime());
    return {
      description: null,
      homepage: null,
      visibility: 'public',
      defaultBranch: 'main',
      topics: [],
      collaborators: {},
      teams: {},
      variables: {},
      secretNames: [],
      protections: {},
      settings: {},
      ...repo,
      id: this.#lastId,
      formerNames: [],
      createdAt: now.toISOString(),
      updatedAt: now.toISOString(),
      pushedAt: null,
    };
  }
}

async function moveFolder(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
}
