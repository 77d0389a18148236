import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';

/** A folder for one run, in memory where the machine has such a place: disks of shared machines drift by several times. */
export function makeWorkFolder() {
  const inMemory = existsSync(memory);
  const path = mkdtempSync(join(inMemory ? memory : tmpdir(), 'waymark-bench-'));
  return { path, inMemory, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}
