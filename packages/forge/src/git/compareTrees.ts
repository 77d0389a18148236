import { type GitStore } from './GitStore';
import { type TreeEntry } from './objectFormat';

export interface FileChange {
  readonly path: string;
  readonly before?: TreeEntry;
  readonly after?: TreeEntry;
}

/** The files that differ between two trees, in path order; equal folders are not entered. */
export async function* compareTrees(
  store: GitStore,
  trees: { readonly before: string | undefined; readonly after: string | undefined },
  prefix = '',
): AsyncGenerator<FileChange> {
  if (trees.before === trees.after) return;
  const read = async (id: string | undefined) =>
    new Map(id ? (await store.readTree(id)).map(entry => [entry.name, entry]) : []);
  const before = await read(trees.before);
  const after = await read(trees.after);
  for (const name of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [old, now] = [before.get(name), after.get(name)];
    if (old?.id === now?.id && old?.mode === now?.mode) continue;
    const path = `${prefix}${name}`;
    const folders = {
      before: old?.type === 'tree' ? old.id : undefined,
      after: now?.type === 'tree' ? now.id : undefined,
    };
    const file = {
      path,
      ...(old && !folders.before && { before: old }),
      ...(now && !folders.after && { after: now }),
    };
    if (file.before || file.after) yield file;
    if (folders.before || folders.after) yield* compareTrees(store, folders, `${path}/`);
  }
}
