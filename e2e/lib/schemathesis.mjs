import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cacheFolder.mjs';
import { freePort } from './postgres.mjs';
import { run } from './run.mjs';

const version = '4.32.5';

/** Starts the service and lets schemathesis try every operation of its OpenAPI document; throws with what it found. */
export async function attackApi({ service, env }) {
  const tool = await ensureSchemathesis(env);
  const port = await freePort();
  const app = spawn(join(service, '.venv', 'bin', 'uvicorn'), ['src.main:app', '--port', String(port), '--log-level', 'warning'], {
    cwd: service,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  try {
    await untilReady(`http://127.0.0.1:${port}/health/ready`);
    return await run(
      tool,
      ['run', `http://127.0.0.1:${port}/openapi.json`, '--max-examples', '20', '--seed', '1', '--workers', '1', '--suppress-health-check', 'all', '--request-timeout', '20'],
      { cwd: service, env },
    );
  } finally {
    app.kill('SIGTERM');
  }
}

async function ensureSchemathesis(env) {
  const folder = cacheFolder(`schemathesis-${version}`);
  const tool = join(folder, 'bin', 'schemathesis');
  if (!existsSync(tool)) {
    await run('uv', ['venv', '--clear', folder], { env });
    await run('uv', ['pip', 'install', '--quiet', '--python', join(folder, 'bin', 'python'), `schemathesis==${version}`], { env });
  }
  return tool;
}

async function untilReady(url) {
  const end = Date.now() + 60_000;
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > end) throw new Error(`the service did not get ready: ${answer ? `${answer.status} ${await answer.text()}` : 'no answer'}`);
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}
