import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { repoRoot } from './lib/folders.mjs';
import { installPackages } from './lib/install.mjs';
import { environmentWithNode } from './lib/node24.mjs';
import { Stop, runMain } from './lib/stop.mjs';

// node scripts/run.mjs COMMAND …: runs a command where `node` is a Node that Backstage runs on and the repo's own programs are on PATH.
await runMain(async () => {
  const [command, ...args] = process.argv.slice(2);
  if (!command) {
    throw new Stop('Usage: node scripts/run.mjs COMMAND [ARGUMENT …]', 2);
  }
  const env = await environmentWithNode();
  await installPackages(env);
  const bin = join(repoRoot, 'node_modules', '.bin');
  const child = spawn(command, args, { env: { ...env, PATH: `${env.PATH}${delimiter}${bin}` }, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.once('error', error => reject(new Stop(`${command} cannot be run: ${error.message}`)));
    child.once('exit', code => resolve(code ?? 1));
  });
});
