import { type FetchRequest } from './fetchRequest';
import { type GitStore } from './GitStore';
import { parseTag } from './objectFormat';

export interface FetchSelection {
  /** Commits at which the client's history will be cut from now on. */
  readonly shallow: readonly string[];
  /** Commits at which it was cut and no longer will be. */
  readonly unshallow: readonly string[];
  /** The ids of all objects to send. */
  objects(): Promise<ReadonlySet<string>>;
}

type FetchOfCommon = FetchRequest & { readonly common: readonly string[] };

interface Tips {
  readonly commits: readonly string[];
  /** Annotated tags, and trees or blobs that are wanted themselves. */
  readonly others: readonly string[];
}

async function splitTips(store: GitStore, wants: readonly string[]): Promise<Tips> {
  const commits: string[] = [];
  const others: string[] = [];
  for (const want of wants) {
    let id = want;
    let object = await store.readObject(id);
    while (object.type === 'tag') {
      others.push(id);
      id = parseTag(object.content).object;
      object = await store.readObject(id);
    }
    (object.type === 'commit' ? commits : others).push(id);
  }
  return { commits, others };
}

/** Everything that the client has by having these commits; where its history is cut, parents are not. */
async function commitsOf(
  store: GitStore,
  common: readonly string[],
  shallow: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const had = new Set<string>();
  const queue = [...common];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (had.has(id)) continue;
    had.add(id);
    if (!shallow.has(id)) queue.push(...(await store.readCommit(id)).parents);
  }
  return had;
}

async function addTree(store: GitStore, tree: string, to: Set<string>): Promise<void> {
  if (to.has(tree)) return;
  to.add(tree);
  for (const entry of await store.readTree(tree)) {
    if (entry.type === 'tree') await addTree(store, entry.id, to);
    else if (entry.type === 'blob') to.add(entry.id);
  }
}

/** Commits from the wanted ones down, generation by generation, at most `depth` of them. */
async function walkDown(
  store: GitStore,
  tips: readonly string[],
  { depth, stop }: { readonly depth: number | undefined; readonly stop: ReadonlySet<string> },
) {
  const reached = new Set<string>();
  const cut: string[] = [];
  let generation = [...new Set(tips)];
  for (let level = 1; generation.length > 0; level++) {
    const next = new Set<string>();
    for (const id of generation) {
      if (reached.has(id) || stop.has(id)) continue;
      reached.add(id);
      const { parents } = await store.readCommit(id);
      if (level === depth && parents.length > 0) cut.push(id);
      if (level !== depth) parents.forEach(parent => next.add(parent));
    }
    generation = [...next];
  }
  return { reached, cut };
}

/** Decides what a fetch gets: which objects, and where its history is cut. */
export async function selectObjects(
  store: GitStore,
  request: FetchOfCommon,
): Promise<FetchSelection> {
  const { depth, common, wants } = request;
  const wasShallow = new Set(request.shallow);
  const had = await commitsOf(store, common, wasShallow);
  const tips = await splitTips(store, wants);
  // a depth counts from the wanted commits, whatever the client has already
  const stop = depth === undefined ? had : new Set<string>();
  const { reached, cut } = await walkDown(store, tips.commits, { depth, stop });
  const isCut = new Set(cut);
  return {
    shallow: cut.filter(id => !wasShallow.has(id)),
    unshallow: [...wasShallow].filter(id => reached.has(id) && !isCut.has(id)),
    async objects() {
      const present = new Set<string>();
      for (const id of common) await addTree(store, (await store.readCommit(id)).tree, present);
      const wanted = new Set(present);
      for (const id of reached) {
        if (had.has(id)) continue;
        wanted.add(id);
        await addTree(store, (await store.readCommit(id)).tree, wanted);
      }
      for (const id of tips.others) {
        if ((await store.typeOf(id)) === 'tree') await addTree(store, id, wanted);
        else wanted.add(id);
      }
      return new Set([...wanted].filter(id => !present.has(id)));
    },
  };
}
