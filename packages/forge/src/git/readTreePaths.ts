import { type GitStore } from './GitStore';
import { type TreeEntry } from './objectFormat';

export interface TreeFile extends TreeEntry {
  /** Path from the tree's root. */
  readonly path: string;
}

/** Everything below a tree, depth first, folders before what they hold. */
export async function* walkTree(
  store: GitStore,
  tree: string,
  prefix = '',
): AsyncGenerator<TreeFile> {
  for (const entry of await store.readTree(tree)) {
    const path = `${prefix}${entry.name}`;
    yield { ...entry, path };
    if (entry.type === 'tree') yield* walkTree(store, entry.id, `${path}/`);
  }
}

/** What stands at a path of a tree; the root itself for an empty path. */
export async function findEntry(
  store: GitStore,
  tree: string,
  path: string,
): Promise<TreeFile | undefined> {
  let found: TreeFile = { name: '', path: '', mode: '040000', type: 'tree', id: tree };
  for (const name of path.split('/').filter(part => part !== '')) {
    if (found.type !== 'tree') return undefined;
    const entry = (await store.readTree(found.id)).find(candidate => candidate.name === name);
    if (!entry) return undefined;
    found = { ...entry, path: found.path === '' ? name : `${found.path}/${name}` };
  }
  return found;
}
