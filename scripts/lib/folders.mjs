import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repoRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What can be made again: borrowed tools, logs of installs and tests. Git-ignored. */
export const cacheFolder = join(repoRoot, '.cache');

/** What the demo keeps between starts: databases, the forge's repositories, logs. Git-ignored. */
export const dataFolder = process.env.WAYMARK_DATA ? resolve(process.env.WAYMARK_DATA) : join(repoRoot, '.data');
