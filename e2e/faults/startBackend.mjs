import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

/** A real backend in a process of its own, on top of the demo's config. `kill` is kill -9; `start` brings it up again on the same data. */
export async function startBackend({ root, name, port, data, config, env = {} }) {
  mkdirSync(data, { recursive: true });
  const overlay = join(data, `${name}.json`);
  writeFileSync(overlay, JSON.stringify(config));
  const url = `http://localhost:${port}`;
  let child;
  let ended;
  let output = '';

  const start = async () => {
    const transform = require.resolve('@backstage/cli-node/config/nodeTransform.cjs');
    const args = ['--require', transform, 'src/index.ts', '--config', join(root, 'app-config.yaml'), '--config', overlay];
    child = spawn('node', args, {
      cwd: join(root, 'packages', 'backend'),
      env: { ...process.env, NODE_ENV: 'development', NO_COLOR: '1', WAYMARK_DATA: data, WAYMARK_BACKEND_PORT: String(port), WAYMARK_FORGE_EMBEDDED: 'false', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', chunk => (output += chunk));
    child.stderr.on('data', chunk => (output += chunk));
    ended = new Promise(resolve => child.once('exit', resolve));
    const deadline = Date.now() + 180_000;
    for (;;) {
      const answer = await fetch(`${url}/.backstage/health/v1/readiness`, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
      if (answer?.ok) return;
      if (child.exitCode !== null || Date.now() > deadline) {
        child.kill('SIGKILL');
        throw new Error(`The backend ${name} did not start:\n${output.split('\n').slice(-40).join('\n')}`);
      }
      await new Promise(resolve => setTimeout(resolve, 150));
    }
  };
  const end = async signal => {
    child.kill(signal);
    await ended;
  };
  await start();
  return {
    url,
    start,
    pid: () => child.pid,
    kill: () => end('SIGKILL'),
    /** Ends it as an orchestrator does, and by force where that takes too long. */
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await end('SIGTERM');
      clearTimeout(late);
    },
    output: () => output,
  };
}
