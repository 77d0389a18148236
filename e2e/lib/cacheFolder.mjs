import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A folder of the user's cache that survives between runs; what is in it can be deleted at any time. */
export function cacheFolder(...parts) {
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'waymark', ...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Whether the proof of this content was seen to hold before. */
export function wasProved(key) {
  return existsSync(join(cacheFolder('proofs'), key));
}

/** Remembers that the proof of this content holds. */
export function rememberProof(key) {
  writeFileSync(join(cacheFolder('proofs'), key), '');
}
