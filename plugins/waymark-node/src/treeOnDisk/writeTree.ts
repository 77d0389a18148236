import { constants, closeSync, lstatSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TreeFile, WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import { pathProblem } from '../planLayers/pathProblem';

export interface WriteTreeOptions {
  /** Replaces files that are there already; without it they are an error. */
  readonly overwrite?: boolean;
}

const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;

/**
 * Writes a tree below a folder with its modes. Paths are checked again, and no link on the way is followed.
 * It writes one file after the other, since nothing is faster: it belongs into a process of its own, whose mask lets the modes through.
 * @throws WaymarkError `RENDER_FAILED` for a path that leaves the folder or is there already, and for a disk that takes no more.
 */
export function writeTree(files: readonly TreeFile[], folder: string, options: WriteTreeOptions = {}): void {
  for (const { path } of files) {
    const unsafe = pathProblem(path);
    if (unsafe) throw refused(path, `it ${unsafe}`);
  }
  makeRoot(folder);
  const made = new Set(['.']);
  for (const file of files) {
    makeFolders(dirname(file.path), folder, made);
    writeOne(file, join(folder, file.path), options.overwrite ?? false);
  }
}

function makeRoot(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw refused(folder, reason(error));
  }
}

function makeFolders(path: string, root: string, made: Set<string>): void {
  if (made.has(path)) return;
  makeFolders(dirname(path), root, made);
  const folder = join(root, path);
  try {
    mkdirSync(folder);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw refused(path, reason(error));
    if (!lstatSync(folder).isDirectory()) throw refused(path, 'it is no folder there');
  }
  made.add(path);
}

function writeOne(file: TreeFile, target: string, overwrite: boolean): void {
  const mode = file.mode === '100755' ? 0o755 : 0o644;
  let handle: number | undefined;
  try {
    handle = openNew(target, mode) ?? (overwrite && removeFile(target) ? openNew(target, mode) : undefined);
    if (handle === undefined) throw refused(file.path, 'it is there already');
    if (file.encoding === 'utf8') writeFileSync(handle, file.content);
    else writeFileSync(handle, file.content, 'base64');
  } catch (error) {
    throw error instanceof WaymarkError ? error : refused(file.path, reason(error));
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

function openNew(target: string, mode: number): number | undefined {
  try {
    return openSync(target, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return undefined;
    throw error;
  }
}

/** Only a plain file is replaced; what else stands there is left. */
function removeFile(target: string): boolean {
  if (!lstatSync(target).isFile()) return false;
  rmSync(target);
  return true;
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

function reason(error: unknown): string {
  if (codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT') return 'the disk is full. Free some space, or give the portal a larger backend.workingDirectory';
  if (codeOf(error) === 'ERR_ACCESS_DENIED') return 'the engine may not write there. Render into the portal’s backend.workingDirectory';
  return (error as Error).message;
}

function refused(path: string, why: string): WaymarkError {
  return new WaymarkError({ code: 'RENDER_FAILED', stage: 'render', message: `"${path}" cannot be written: ${why}.` });
}
