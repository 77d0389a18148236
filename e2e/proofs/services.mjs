#!/usr/bin/env node
// Generated services in their own toolchain: rendered from each sample, installed with hashes, linted, typed, tested on a real
// PostgreSQL, migrated up and down, their OpenAPI compared, and attacked by schemathesis.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rememberProof, wasProved } from '../lib/cacheFolder.mjs';
import { startPostgres } from '../lib/postgres.mjs';
import { ensurePython } from '../lib/python.mjs';
import { run } from '../lib/run.mjs';
import { createTally } from '../lib/tally.mjs';
import { attackApi } from '../lib/schemathesis.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const goldenPath = join(root, 'templates', 'fastapi-service');
const samples = process.argv.slice(2).length > 0 ? process.argv.slice(2) : readdirSync(join(goldenPath, 'samples'));
const attacked = new Set(['product-service', 'names-that-bite']);

const tally = createTally('services');
const python = await tally.step('Python and uv are there', ensurePython);
const postgres = await tally.step('PostgreSQL is there', startPostgres);
if (python && postgres) {
  try {
    for (const sample of samples) await prove(sample);
  } finally {
    postgres.stop();
  }
}
tally.finish();

async function prove(sample) {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-service-'));
  const service = join(folder, 'service');
  const step = (title, work) => tally.step(`${sample}: ${title}`, work);
  try {
    const answers = existsSync(sample) ? sample : join(goldenPath, 'samples', sample, 'answers.yaml');
    const rendered = await step('renders', () =>
      run(process.execPath, [join(root, 'packages', 'cli', 'bin', 'waymark.js'), 'render', goldenPath, '--answers', answers, '--out', service]),
    );
    if (!rendered) return;
    await step('verifies', () => run(process.execPath, [join(root, 'packages', 'cli', 'bin', 'waymark.js'), 'verify', service]));
    const key = proofKey(service, sample);
    if (wasProved(key)) {
      await step('was proved before with the same bytes', async () => undefined);
      return;
    }
    if (await proveService(sample, service, step)) rememberProof(key);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function proveService(sample, service, step) {
  const name = sample.replace(/\W/g, '_').toLowerCase().slice(-40);
  const database = await postgres.createDatabase(`${name}_dev`);
  const testDatabase = await postgres.createDatabase(`${name}_test`);
  const env = { ...python.env, DATABASE_URL: database, TEST_DATABASE_URL: testDatabase, ENVIRONMENT: 'development' };
  const make = target => step(`make ${target}`, () => run('make', [target], { cwd: service, env }));
  const steps = [];
  for (const target of ['install', 'lint', 'typecheck', 'test', 'migrate', 'check-migrations', 'check-openapi']) {
    steps.push(await make(target));
    if (target === 'install' && !steps[0]) return false;
  }
  const alembic = (...args) => run(join(service, '.venv', 'bin', 'alembic'), args, { cwd: service, env });
  steps.push(await step('alembic downgrade and upgrade again', async () => {
    await alembic('downgrade', 'base');
    return alembic('upgrade', 'head');
  }));
  if (attacked.has(sample)) steps.push(await step('schemathesis finds nothing', () => attackApi({ service, env })));
  return steps.every(Boolean);
}

/** What the proof depends on: the rendered bytes, and how they are proved. */
function proofKey(service, sample) {
  const hash = createHash('sha256').update(`${sample} ${attacked.has(sample)} ${process.arch} ${python.python}`);
  hash.update(readFileSync(fileURLToPath(import.meta.url)));
  const { files } = readWaymark(service);
  hash.update(files);
  return `service-${hash.digest('hex')}`;
}

/** The waymark's list of files with their ids; the library's commit above it is no part of the service. */
function readWaymark(service) {
  const text = readFileSync(join(service, '.waymark.yaml'), 'utf8');
  return { files: text.slice(text.indexOf('\nfiles:')) };
}
