import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import git from 'isomorphic-git';
import { ForgeError, notFound } from '../errors';
import { atomicFs } from './atomicFs';
import {
  type Commit,
  type ObjectType,
  parseCommit,
  parseTag,
  parseTree,
  type Person,
  type TreeEntry,
} from './objectFormat';
import { isObjectId, zeroId } from './objectIds';
import { packIndex } from './packIndex';
import { type PackedObject } from './packEntries';
import { readLooseObject } from './readLooseObject';
import { deleteRef, listRefs, readRef, type Ref, writeRef } from './refFiles';
import { refNameProblem } from './refNames';

export interface RefUpdate {
  readonly name: string;
  /** What the ref must be now; `zeroId` for "not there". */
  readonly from: string;
  /** What it is to be; `zeroId` deletes it. */
  readonly to: string;
}

/**
 * The objects and refs of one bare repo on disk.
 * Invariant: whatever an object of the store links to is in the store too, so nothing that can be
 * named can be incomplete. Writers hold the repo's lock; readers need none.
 */
export class GitStore {
  readonly #repo: { readonly fs: typeof atomicFs; readonly gitdir: string; readonly cache: object };
  #bytes: Promise<number> | undefined;

  constructor(readonly gitdir: string) {
    this.#repo = { fs: atomicFs, gitdir, cache: {} };
  }

  static async init(gitdir: string, defaultBranch: string): Promise<void> {
    await git.init({ fs: atomicFs, gitdir, bare: true, defaultBranch });
    for (const folder of ['refs/heads', 'refs/tags', 'objects/pack', 'objects/info']) {
      await mkdir(join(gitdir, folder), { recursive: true });
    }
  }

  /** Bytes that the objects take on disk; measured once, then kept up by the writers. */
  async diskBytes(): Promise<number> {
    this.#bytes ??= measure(join(this.gitdir, 'objects'));
    return this.#bytes;
  }

  async #grow(bytes: number): Promise<void> {
    this.#bytes = Promise.resolve((await this.diskBytes()) + bytes);
  }

  // Refs

  listRefs(): Promise<readonly Ref[]> {
    return listRefs(this.gitdir);
  }

  readRef(name: string): Promise<string | undefined> {
    return refNameProblem(name) ? Promise.resolve(undefined) : readRef(this.gitdir, name);
  }

  /** Compare and set. Throws FORGE_CONFLICT when the ref is not what the caller thinks it is. */
  async updateRef({ name, from, to }: RefUpdate): Promise<void> {
    const current = (await this.readRef(name)) ?? zeroId;
    if (current !== from) {
      const message =
        from === zeroId ? 'Reference already exists' : 'Reference was changed by another';
      throw new ForgeError('FORGE_CONFLICT', message);
    }
    if (to === zeroId) await deleteRef(this.gitdir, name);
    else await writeRef(this.gitdir, { name, id: to });
  }

  /** Points HEAD at a branch, for tools that look into the folder itself. */
  async writeHead(branch: string): Promise<void> {
    await atomicFs.promises.writeFile(join(this.gitdir, 'HEAD'), `ref: refs/heads/${branch}\n`);
  }

  // Objects

  /** Reads any object. Throws FORGE_NOT_FOUND. */
  async readObject(id: string): Promise<{ readonly type: ObjectType; readonly content: Buffer }> {
    const loose = isObjectId(id) ? await readLooseObject(this.gitdir, id) : undefined;
    if (loose) return loose;
    try {
      const { type, object } = await git.readObject({ ...this.#repo, oid: id, format: 'content' });
      return { type: type as ObjectType, content: Buffer.from(object as Uint8Array) };
    } catch (error) {
      if ((error as Error).name === 'NotFoundError') throw notFound(`No object ${id}`);
      throw error;
    }
  }

  async typeOf(id: string): Promise<ObjectType | undefined> {
    try {
      return (await this.readObject(id)).type;
    } catch (error) {
      if (error instanceof ForgeError && error.code === 'FORGE_NOT_FOUND') return undefined;
      throw error;
    }
  }

  async #readTyped(id: string, type: ObjectType): Promise<Buffer> {
    const object = await this.readObject(id);
    if (object.type !== type) throw notFound(`${id} is a ${object.type}, not a ${type}`);
    return object.content;
  }

  readBlob(id: string): Promise<Buffer> {
    return this.#readTyped(id, 'blob');
  }

  async readTree(id: string): Promise<readonly TreeEntry[]> {
    return parseTree(await this.#readTyped(id, 'tree'));
  }

  async readCommit(id: string): Promise<Commit> {
    return parseCommit(id, await this.#readTyped(id, 'commit'));
  }

  /** Follows annotated tags, and from a commit to its tree, until an object of the wanted type. */
  async peel(id: string, wanted: 'commit' | 'tree'): Promise<string | undefined> {
    let current = id;
    for (let steps = 0; steps < 10; steps++) {
      const { type, content } = await this.readObject(current);
      if (type === wanted) return current;
      if (type === 'tag') current = parseTag(content).object;
      else if (type === 'commit') current = parseCommit(current, content).tree;
      else return undefined;
    }
    return undefined;
  }

  /**
   * The commit or tree that a full id, a branch, a tag or a full ref name stands for.
   * No rev-parse syntax, no short ids: a name means one thing or nothing.
   */
  async resolve(name: string, wanted: 'commit' | 'tree' = 'commit'): Promise<string | undefined> {
    if (isObjectId(name)) return (await this.typeOf(name)) && this.peel(name, wanted);
    const full = name.replace(/^(heads|tags)\//, 'refs/$1/');
    for (const ref of [`refs/heads/${name}`, `refs/tags/${name}`, full]) {
      const id = await this.readRef(ref);
      if (id) return this.peel(id, wanted);
    }
    return undefined;
  }

  // Writing

  async #writeObject(type: ObjectType, object: object): Promise<string> {
    const format = type === 'blob' ? 'content' : 'parsed';
    return git.writeObject({ ...this.#repo, type, object, format } as Parameters<
      typeof git.writeObject
    >[0]);
  }

  async writeBlob(content: Buffer): Promise<string> {
    await this.#grow(content.length);
    return this.#writeObject('blob', content);
  }

  async writeTree(entries: readonly TreeEntry[]): Promise<string> {
    const tree = entries.map(entry => ({ ...entry, path: entry.name, oid: entry.id }));
    await this.#grow(entries.length * 48);
    return git.writeTree({ ...this.#repo, tree });
  }

  async writeCommit(commit: Omit<Commit, 'id'>): Promise<string> {
    const { tree, parents, message } = commit;
    const person = ({ name, email, timestamp, zone }: Person) => ({
      name,
      email,
      timestamp,
      timezoneOffset: timezoneOffset(zone),
    });
    await this.#grow(512);
    return git.writeCommit({
      ...this.#repo,
      commit: {
        tree,
        parent: [...parents],
        author: person(commit.author),
        committer: person(commit.committer),
        message: message.endsWith('\n') ? message : `${message}\n`,
      },
    });
  }

  /**
   * Keeps a pack whose objects have been read and checked; the index comes last and makes them
   * visible. Gives a function that takes the pack away again, for when no ref comes to need it.
   */
  async addPack(pack: Buffer, objects: readonly PackedObject[]): Promise<() => Promise<void>> {
    const name = createHash('sha1').update(pack).digest('hex');
    const base = join(this.gitdir, 'objects', 'pack', `pack-${name}`);
    if (existsSync(`${base}.idx`)) return async () => undefined;
    const index = packIndex(objects, pack.subarray(-20));
    const bytes = pack.length + index.length;
    await atomicFs.promises.writeFile(`${base}.pack`, pack);
    await atomicFs.promises.writeFile(`${base}.idx`, index);
    await this.#grow(bytes);
    return async () => {
      await rm(`${base}.idx`);
      await rm(`${base}.pack`);
      await this.#grow(-bytes);
    };
  }

  /** One pack with just these objects. */
  async makePack(ids: Iterable<string>): Promise<Buffer> {
    const { packfile } = await git.packObjects({ ...this.#repo, oids: [...ids] });
    return Buffer.from(packfile as Uint8Array);
  }
}

/** `+0130` → -90, the minutes that JavaScript's getTimezoneOffset counts. */
function timezoneOffset(zone: string): number {
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5));
  return zone.startsWith('-') ? minutes : 0 - minutes;
}

async function measure(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return bytes;
}
