import { createHash } from 'node:crypto';
import type { FileMode, TreeFile } from '@waymark/backstage-plugin-waymark-common';

type TreeNode = { readonly mode: FileMode; readonly id: Buffer } | Map<string, TreeNode>;

function objectId(type: 'blob' | 'tree', content: Buffer): Buffer {
  return createHash('sha1').update(`${type} ${content.length}\0`).update(content).digest();
}

/** Git's id (40 hex digits) of a file's content. */
export function gitBlobId(file: TreeFile): string {
  return objectId('blob', Buffer.from(file.content, file.encoding)).toString('hex');
}

/** Git's id (40 hex digits) of the tree that holds exactly these files. */
export function gitTreeId(files: readonly TreeFile[]): string {
  return gitTreeIdOf(files.map(file => ({ path: file.path, mode: file.mode, id: gitBlobId(file) })));
}

/** What git's id of a tree is made from. */
export interface IdentifiedFile {
  readonly path: string;
  readonly mode: FileMode;
  /** Git's id of the content. */
  readonly id: string;
}

/** As `gitTreeId`, where the ids of the files are known already. */
export function gitTreeIdOf(files: readonly IdentifiedFile[]): string {
  const root = new Map<string, TreeNode>();
  for (const file of files) {
    const folders = file.path.split('/');
    const name = folders.pop() ?? '';
    let folder = root;
    for (const part of folders) {
      const next = folder.get(part);
      const found = next instanceof Map ? next : new Map<string, TreeNode>();
      folder.set(part, found);
      folder = found;
    }
    folder.set(name, { mode: file.mode, id: Buffer.from(file.id, 'hex') });
  }
  return treeId(root).toString('hex');
}

function treeId(folder: Map<string, TreeNode>): Buffer {
  // Git sorts entries by bytes, a folder's name with a slash behind it.
  const entries = [...folder].map(([name, node]) => ({ name, node, key: Buffer.from(node instanceof Map ? `${name}/` : name) }));
  entries.sort((a, b) => Buffer.compare(a.key, b.key));
  return objectId(
    'tree',
    Buffer.concat(
      entries.flatMap(({ name, node }) =>
        node instanceof Map
          ? [Buffer.from(`40000 ${name}\0`), treeId(node)]
          : [Buffer.from(`${node.mode} ${name}\0`), node.id],
      ),
    ),
  );
}
