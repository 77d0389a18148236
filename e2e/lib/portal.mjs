import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Starts the demo portal with data of its own, as `npm start` does, and waits until it says that it is up. */
export async function startPortal({ root, ports = { app: 3000, backend: 7007, forge: 7008 }, args = [], prefix = [], env = {}, limitMs = 6 * 60_000 }) {
  const data = mkdtempSync(join(tmpdir(), 'waymark-portal-'));
  const [command, ...rest] = [...prefix, 'node', join(root, 'scripts', 'start.mjs'), ...args];
  const child = spawn(command, rest, {
    cwd: root,
    env: {
      ...process.env,
      ...env,
      WAYMARK_DATA: data,
      WAYMARK_APP_PORT: String(ports.app),
      WAYMARK_BACKEND_PORT: String(ports.backend),
      WAYMARK_FORGE_PORT: String(ports.forge),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', chunk => (output += chunk));
  child.stderr.on('data', chunk => (output += chunk));
  const ended = new Promise(resolve => child.on('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  const deadline = Date.now() + limitMs;
  while (!output.includes('Waymark is up.')) {
    if (child.exitCode !== null || Date.now() > deadline) {
      const log = join(data, 'logs', 'backend.log');
      const tail = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-30).join('\n') : '';
      await stop();
      throw new Error(`The portal did not come up:\n${output}\n${tail}`);
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
  return {
    app: `http://localhost:${ports.app}`,
    backend: `http://localhost:${ports.backend}`,
    forge: `http://localhost:${ports.forge}`,
    forgeHost: `localhost:${ports.forge}`,
    data,
    output: () => output,
    stop,
  };
}
