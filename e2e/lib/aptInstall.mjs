import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.mjs';

/** Installs Debian packages. Proofs run side by side and apt bears only one at a time, so each waits for its turn. */
export async function aptInstall(...packages) {
  const script = 'apt-get update && apt-get install -y --no-install-recommends "$@"';
  const asRoot = process.getuid() === 0 ? [] : ['sudo', '--preserve-env=DEBIAN_FRONTEND'];
  const [command, ...args] = [...asRoot, 'flock', join(tmpdir(), 'waymark-apt.lock'), 'sh', '-c', script, 'sh', ...packages];
  await run(command, args, { env: { DEBIAN_FRONTEND: 'noninteractive' } });
}
