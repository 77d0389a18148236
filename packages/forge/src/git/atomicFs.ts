import { randomUUID } from 'node:crypto';
import fs from 'node:fs';

type WriteFile = typeof fs.promises.writeFile;

/** Whether a file's name is that of a draft which a crash left behind. */
export function isDraft(name: string): boolean {
  return /\.[\da-f-]{36}\.tmp$/.test(name);
}

/** Writes beside the target and renames, so that a reader or a crash never sees half a file. */
async function writeFileByRename(...[file, data, options]: Parameters<WriteFile>): Promise<void> {
  const target = String(file);
  const draft = `${target}.${randomUUID()}.tmp`;
  try {
    await fs.promises.writeFile(draft, data, options);
    await fs.promises.rename(draft, target);
  } catch (error) {
    await fs.promises.rm(draft, { force: true });
    throw error;
  }
}

/** The file system that isomorphic-git works on: Node's own, with atomic writes. */
export const atomicFs = {
  promises: { ...fs.promises, writeFile: writeFileByRename as WriteFile },
};
