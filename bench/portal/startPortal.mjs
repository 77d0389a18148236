import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { repoRoot } from '../../scripts/lib/folders.mjs';
import { startProcess, stopProcess } from '../lib/processes.mjs';
import { createTaskRunner } from './createTaskRunner.mjs';
import { portalConfig } from './portalConfig.mjs';
import { transform } from './startForge.mjs';
import { templateNames } from './templates.mjs';

const patienceMs = 180_000;
const file = name => fileURLToPath(new URL(name, import.meta.url));

/**
 * Starts a backend in development mode, as `backstage-cli package start` does but without its watcher.
 * `readySeconds` is from the start of the process to the answer of its readiness probe.
 */
export async function startPortal({ folder, ports, withWaymark = true, templatesFolder }) {
  const own = mkdtempSync(join(folder, 'portal-'));
  mkdirSync(join(own, 'workspaces'));
  const config = join(own, 'app-config.yaml');
  const log = join(own, 'backend.log');
  writeFileSync(config, JSON.stringify(portalConfig({ folder: own, ports, templatesFolder })));
  const since = performance.now();
  const child = startProcess({
    command: process.execPath,
    args: [
      '--enable-source-maps', '--no-node-snapshot', ...transform, '--import', new URL('probe.mjs', import.meta.url).href,
      file('backend.mjs'), ...(withWaymark ? [] : ['--without-waymark']), '--config', config,
    ],
    cwd: join(repoRoot, 'packages', 'backend'),
    env: { ...process.env, NODE_ENV: 'development', NO_COLOR: '1', BENCH_PROBE_PORT: String(ports.probe), TMPDIR: own },
    log,
  });
  const url = `http://localhost:${ports.portal}`;
  const until = async answers => {
    while (!(await answers().catch(() => false))) {
      if (child.exitCode !== null || performance.now() - since > patienceMs) {
        throw new Error(`The backend did not come up. The end of its log:\n${readFileSync(log, 'utf8').split('\n').slice(-30).join('\n')}`);
      }
      await sleep(20);
    }
  };
  await until(async () => (await fetch(`${url}/.backstage/health/v1/readiness`)).ok);
  const readySeconds = (performance.now() - since) / 1000;
  const tasks = createTaskRunner({ url, probeUrl: `http://127.0.0.1:${ports.probe}` });
  return {
    pid: child.pid,
    readySeconds,
    ...tasks,
    untilTemplates: () => until(async () => (await tasks.call('/catalog/entities?filter=kind=template')).length === templateNames.length),
    stop: () => stopProcess(child),
  };
}
