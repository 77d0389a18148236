#!/usr/bin/env node
// What an adopter gets: the packages, built and packed, in a back end with nothing of the demo in it, and the command line in an empty project.
import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../lib/postgres.mjs';
import { run } from '../lib/run.mjs';
import { createTally } from '../lib/tally.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'waymark-packages-'));
const clone = join(folder, 'clone');
const adopter = join(folder, 'adopter');
const ours = {
  '@waymark/backstage-plugin-waymark-common': 'plugins/waymark-common',
  '@waymark/backstage-plugin-waymark-node': 'plugins/waymark-node',
  '@waymark/backstage-plugin-scaffolder-backend-module-waymark': 'plugins/scaffolder-backend-module-waymark',
  '@waymark/backstage-plugin-waymark': 'plugins/waymark',
  '@waymark/cli': 'packages/cli',
  '@waymark/forge': 'packages/forge',
};

const tally = createTally('packages');
try {
  // Packing rewrites package.json for a moment, so it is done in a clone that nothing else runs from.
  await tally.step('a clone installs', async () => {
    await run('git', ['clone', '-q', root, clone]);
    await run('node', ['scripts/run.mjs', 'node', '--version'], { cwd: clone });
  });
  await tally.step('repo fix --publish changes nothing', () => inClone('backstage-cli', 'repo', 'fix', '--publish', '--check'));
  await tally.step('types are emitted', () => inClone('tsc'));
  for (const [name, path] of Object.entries(ours)) {
    await tally.step(`${name} builds and packs`, () => pack(name, path));
  }
  await tally.step('a back end with the packed module starts, and has its actions', startAdopter);
  await tally.step('the packed command line renders and verifies', renderWithPackedCli);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
tally.finish();

function inClone(command, ...args) {
  return run('node', ['scripts/run.mjs', command, ...args], { cwd: clone });
}

async function pack(name, path) {
  const yarn = join(clone, '.yarn', 'releases', 'yarn-4.18.1.cjs');
  await run('node', [join(clone, 'scripts', 'run.mjs'), 'backstage-cli', 'package', 'build'], { cwd: join(clone, path) });
  const archive = join(folder, `${path.replace('/', '-')}.tgz`);
  await run('node', [join(clone, 'scripts', 'run.mjs'), 'node', yarn, 'pack', '--out', archive], { cwd: join(clone, path) });
  const target = join(adopter, 'node_modules', name);
  mkdirSync(target, { recursive: true });
  await run('tar', ['xzf', archive, '-C', target, '--strip-components=1']);
}

async function startAdopter() {
  // Everything that is not ours comes from the repo's own installation.
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const port = await freePort();
  writeFileSync(join(adopter, 'package.json'), JSON.stringify({ name: 'adopter', private: true, backstage: { role: 'backend' } }));
  writeFileSync(
    join(adopter, 'index.js'),
    `const { createBackend } = require('@backstage/backend-defaults');
     const backend = createBackend();
     for (const name of ['auth-backend', 'auth-backend-module-guest-provider', 'catalog-backend', 'scaffolder-backend', 'scaffolder-backend-module-github']) backend.add(import('@backstage/plugin-' + name));
     backend.add(import('@waymark/backstage-plugin-scaffolder-backend-module-waymark'));
     backend.start();`,
  );
  writeFileSync(
    join(adopter, 'app-config.yaml'),
    JSON.stringify({
      app: { baseUrl: 'http://localhost:3000' },
      backend: { baseUrl: `http://localhost:${port}`, listen: `localhost:${port}`, database: { client: 'better-sqlite3', connection: ':memory:' } },
      auth: { providers: { guest: {} } },
    }),
  );
  const backend = spawn('node', ['index.js', '--config', 'app-config.yaml'], { cwd: adopter, env: { ...process.env, NODE_ENV: 'development' }, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  backend.stdout.on('data', chunk => (log += chunk));
  backend.stderr.on('data', chunk => (log += chunk));
  try {
    const token = await untilGuest(port, () => log);
    const actions = await fetch(`http://localhost:${port}/api/scaffolder/v2/actions`, { headers: { authorization: `Bearer ${token}` } }).then(answer => answer.json());
    const ids = actions.map(action => action.id).filter(id => id.startsWith('waymark:')).sort();
    assert.deepEqual(ids, ['waymark:prepare', 'waymark:render', 'waymark:rollback', 'waymark:seal', 'waymark:verify']);
  } finally {
    backend.kill('SIGKILL');
  }
}

async function untilGuest(port, log) {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const answer = await fetch(`http://localhost:${port}/api/auth/guest/refresh`, { method: 'POST', headers: { 'x-requested-with': 'XMLHttpRequest' } }).catch(() => undefined);
    if (answer?.ok) return (await answer.json()).backstageIdentity.token;
    if (Date.now() > deadline) throw new Error(`The back end did not start:\n${log().split('\n').slice(-40).join('\n')}`);
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}

async function renderWithPackedCli() {
  cpSync(join(root, 'templates'), join(adopter, 'templates'), { recursive: true });
  const waymark = (...args) => run('node', [join(adopter, 'node_modules', '@waymark', 'cli', 'bin', 'waymark.js'), ...args], { cwd: adopter });
  const path = join(adopter, 'templates', 'fastapi-service');
  await waymark('render', path, '--answers', join(path, 'samples', 'product-service', 'answers.yaml'), '--out', join(adopter, 'service'));
  await waymark('verify', join(adopter, 'service'));
}
