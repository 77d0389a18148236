import { lstat, readdir, readFile } from 'node:fs/promises';
import fs from 'node:fs';
import { join, relative, sep } from 'node:path';
import git from 'isomorphic-git';
import { ForgeError } from '../errors';

export interface SeedFile {
  /** Path in the repo, `/` between its components. */
  readonly path: string;
  readonly content: Buffer | string;
  readonly executable?: boolean;
}

interface Checkout {
  readonly dir: string;
  readonly tracked: ReadonlySet<string>;
}

/** The git work tree around a folder, with the files that it tracks; undefined outside of one. */
async function checkoutAround(folder: string): Promise<Checkout | undefined> {
  try {
    const dir = await git.findRoot({ fs, filepath: folder });
    return { dir, tracked: new Set(await git.listFiles({ fs, dir })) };
  } catch (error) {
    if ((error as Error).name === 'NotFoundError') return undefined;
    throw error;
  }
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}

/**
 * Reads the files that `git add` would take from a folder: those tracked and those not ignored;
 * outside of a checkout, all. Modes are kept. Throws FORGE_SEED naming every link and special file.
 */
export async function readFolder(folder: string): Promise<readonly SeedFile[]> {
  const checkout = await checkoutAround(folder);
  const files: SeedFile[] = [];
  const refused: string[] = [];

  const isLeftOut = async (path: string, isFolder: boolean): Promise<boolean> => {
    if (!checkout) return false;
    const inCheckout = slashed(relative(checkout.dir, path));
    if (!isFolder && checkout.tracked.has(inCheckout)) return false;
    if (!(await git.isIgnored({ fs, dir: checkout.dir, filepath: inCheckout }))) return false;
    return !isFolder || ![...checkout.tracked].some(file => file.startsWith(`${inCheckout}/`));
  };

  const walk = async (current: string): Promise<void> => {
    const entries = await readdir(current, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(current, entry.name);
      if (entry.name === '.git' || (await isLeftOut(path, entry.isDirectory()))) continue;
      if (entry.isDirectory()) await walk(path);
      else if (entry.isFile()) {
        const executable = ((await lstat(path)).mode & 0o100) !== 0;
        const name = slashed(relative(folder, path));
        files.push({ path: name, content: await readFile(path), executable });
      } else refused.push(slashed(relative(folder, path)));
    }
  };

  await walk(folder);
  if (refused.length > 0) {
    const list = refused.join(', ');
    throw new ForgeError(
      'FORGE_SEED',
      `${folder} holds what is neither file nor folder: ${list}. Replace symbolic links by copies.`,
    );
  }
  return files;
}
