import { ForgeError } from '../errors';
import { type GitStore } from './GitStore';
import { entryTypeOf, type FileMode, type TreeEntry } from './objectFormat';
import { treePathProblem } from './treePaths';

/** A file to put at a path, or with `id: null` to take away. */
export interface TreeChange {
  readonly path: string;
  readonly mode: FileMode;
  readonly id: string | null;
}

interface FolderChanges {
  readonly here: Map<string, TreeChange>;
  readonly below: Map<string, TreeChange[]>;
}

function splitByFolder(changes: readonly TreeChange[]): FolderChanges {
  const here = new Map<string, TreeChange>();
  const below = new Map<string, TreeChange[]>();
  for (const change of changes) {
    const slash = change.path.indexOf('/');
    if (slash < 0) {
      here.set(change.path, change);
      continue;
    }
    const folder = change.path.slice(0, slash);
    const inside = below.get(folder) ?? [];
    inside.push({ ...change, path: change.path.slice(slash + 1) });
    below.set(folder, inside);
  }
  return { here, below };
}

/** Writes one folder; undefined when nothing is left in it. */
async function writeFolder(
  store: GitStore,
  base: string | undefined,
  changes: readonly TreeChange[],
): Promise<string | undefined> {
  const { here, below } = splitByFolder(changes);
  const entries = new Map<string, TreeEntry>(
    base ? (await store.readTree(base)).map(entry => [entry.name, entry]) : [],
  );
  // what goes, goes first: a file may make room for a folder of its name, and a folder for a file
  for (const [name, { id }] of here) if (id === null) entries.delete(name);
  for (const [name, inside] of below) {
    const existing = entries.get(name);
    const folder = existing?.type === 'tree' ? existing.id : undefined;
    const id = await writeFolder(store, folder, inside);
    if (id) entries.set(name, { name, mode: '040000', type: 'tree', id });
    else if (folder) entries.delete(name);
  }
  for (const [name, { id, mode }] of here) {
    if (id !== null) entries.set(name, { name, mode, type: entryTypeOf(mode), id });
  }
  return entries.size > 0 ? store.writeTree([...entries.values()]) : undefined;
}

/** Writes a tree: the base with the changes applied; folders that become empty go. */
export async function writeTreeChanges(
  store: GitStore,
  base: string | undefined,
  changes: readonly TreeChange[],
): Promise<string> {
  for (const { path } of changes) {
    const problem = treePathProblem(path);
    if (!problem) continue;
    const message = `tree.path contains a malformed path component: ${problem}`;
    throw new ForgeError('FORGE_INVALID', message);
  }
  return (await writeFolder(store, base, changes)) ?? store.writeTree([]);
}
