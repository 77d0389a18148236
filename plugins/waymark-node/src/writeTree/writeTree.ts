import { lstat, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type TreeFile, WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import { pathProblem } from '../planLayers/pathProblem';

export interface WriteTreeOptions {
  /** Replaces files that are there already; without it they are an error. */
  readonly overwrite?: boolean;
}

const parallelWrites = 32;

/**
 * Writes a tree below a folder with its modes. Paths are checked again, and no link on the way is followed.
 * @throws WaymarkError `RENDER_FAILED` for a path that leaves the folder or is there already.
 */
export async function writeTree(files: readonly TreeFile[], folder: string, options: WriteTreeOptions = {}): Promise<void> {
  for (const { path } of files) {
    const unsafe = pathProblem(path);
    if (unsafe) throw refused(path, unsafe);
  }
  await mkdir(folder, { recursive: true });
  const folders = [...new Set(files.flatMap(file => parents(file.path)))].sort();
  for (const path of folders) await makeFolder(folder, path);
  const queue = [...files];
  await Promise.all(
    Array.from({ length: parallelWrites }, async () => {
      for (let file = queue.pop(); file; file = queue.pop()) await writeOne(file, folder, options);
    }),
  );
}

function parents(path: string): readonly string[] {
  const folder = dirname(path);
  return folder === '.' ? [] : [...parents(folder), folder];
}

async function makeFolder(root: string, path: string): Promise<void> {
  try {
    await mkdir(join(root, path));
  } catch (error) {
    const status = await lstat(join(root, path)).catch(() => undefined);
    if (!status) throw error;
    if (!status.isDirectory()) throw refused(path, 'is no folder there');
  }
}

async function writeOne(file: TreeFile, folder: string, options: WriteTreeOptions): Promise<void> {
  const target = join(folder, file.path);
  const status = await lstat(target).catch(() => undefined);
  if (status && (!options.overwrite || !status.isFile())) throw refused(file.path, 'is there already');
  const handle = await open(target, options.overwrite ? 'w' : 'wx', file.mode === '100755' ? 0o755 : 0o644);
  try {
    await handle.writeFile(Buffer.from(file.content, file.encoding));
    // The mode given to open() is cut by the umask and ignored for a file that exists.
    await handle.chmod(file.mode === '100755' ? 0o755 : 0o644);
  } finally {
    await handle.close();
  }
}

function refused(path: string, why: string): WaymarkError {
  return new WaymarkError({ code: 'RENDER_FAILED', stage: 'render', message: `"${path}" cannot be written: it ${why}.` });
}
