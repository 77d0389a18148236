import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { aptInstall } from './aptInstall.mjs';
import { run } from './run.mjs';

/** A PostgreSQL server of its own on a free loopback port, without durability; `stop` removes all of it. */
export async function startPostgres() {
  const bin = await binaries();
  const folder = mkdtempSync(join(tmpdir(), 'waymark-pg-'));
  chmodSync(folder, 0o755);
  // PostgreSQL refuses to run as root.
  const asRoot = userInfo().uid === 0;
  const server = (program, args) =>
    asRoot ? run('runuser', ['-u', 'postgres', '--', join(bin, program), ...args], { cwd: folder }) : run(join(bin, program), args, { cwd: folder });
  if (asRoot) await run('chown', ['postgres', folder]);
  const port = await freePort();
  const data = join(folder, 'data');
  await server('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync']);
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200`;
  await server('pg_ctl', ['-D', data, '-l', join(folder, 'log'), '-w', '-o', options, 'start']);
  const stop = () => {
    const args = ['-D', data, '-m', 'immediate', '-w', 'stop'];
    if (asRoot) spawnSync('runuser', ['-u', 'postgres', '--', join(bin, 'pg_ctl'), ...args], { cwd: folder });
    else spawnSync(join(bin, 'pg_ctl'), args, { cwd: folder });
    rmSync(folder, { recursive: true, force: true });
  };
  const client = ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres'];
  const psql = (database, args) => run(join(bin, 'psql'), [...client, '-d', database, ...args]);
  return {
    port,
    /** Makes an empty database and gives its URL. */
    async createDatabase(name) {
      await run(join(bin, 'createdb'), [...client, name]);
      return `postgresql://postgres@127.0.0.1:${port}/${name}`;
    },
    /** Every row of every table of every database, as `{table: 'database.table', row}`. */
    async allRows() {
      const query = async (database, sql) => (await psql(database, ['-At', '-c', sql])).output.split('\n').filter(Boolean);
      const rows = [];
      for (const database of await query('postgres', "select datname from pg_database where not datistemplate")) {
        for (const table of await query(database, "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')")) {
          rows.push(...(await query(database, `select row_to_json(t) from ${table} t`)).map(row => ({ table: `${database}.${table.replace(/^public\./, '')}`, row: JSON.parse(row) })));
        }
      }
      return rows;
    },
    /** Runs a statement in a database. */
    query: (database, sql) => psql(database, ['-v', 'ON_ERROR_STOP=1', '-c', sql]),
    stop,
  };
}

async function binaries() {
  if (!newest()) {
    await aptInstall('postgresql');
  }
  const found = newest();
  if (!found) throw new Error('PostgreSQL is needed, and could not be installed.');
  return found;
}

function newest() {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map(version => join(root, version, 'bin')).find(bin => existsSync(join(bin, 'initdb')));
}

/** A loopback port that nothing listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
