#!/usr/bin/env node
// The records of tasks on a real PostgreSQL, as a portal in production keeps them: migrations up and down, and claims of several replicas.
import { strict as assert } from 'node:assert';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '../lib/postgres.mjs';
import { run } from '../lib/run.mjs';
import { createTally } from '../lib/tally.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const tally = createTally('database');
const postgres = await tally.step('PostgreSQL is there', startPostgres);
if (postgres) {
  try {
    await tally.step('the store’s tests pass on it', async () => {
      const url = await postgres.createDatabase('waymark');
      const { output } = await run('backstage-cli', ['package', 'test', '--watch=false', '--verbose', 'src/taskRecords'], {
        cwd: join(root, 'plugins', 'scaffolder-backend-module-waymark'),
        env: { BACKSTAGE_TEST_DATABASE_POSTGRES16_CONNECTION_STRING: url },
      });
      assert.match(output, /Postgres/i, 'the tests did not use PostgreSQL');
    });
  } finally {
    postgres.stop();
  }
}
tally.finish();
