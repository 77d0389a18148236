import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.mjs';

/** Installs Debian packages. Proofs run side by side and apt bears only one at a time, so each waits for its turn. */
export async function aptInstall(...packages) {
  const script = 'apt-get update && apt-get install -y --no-install-recommends "$@"';
  await run('flock', [join(tmpdir(), 'waymark-apt.lock'), 'sh', '-c', script, 'sh', ...packages], { env: { DEBIAN_FRONTEND: 'noninteractive' } });
}
