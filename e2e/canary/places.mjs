import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { descendantsOf, readOfProcess } from '../lib/processes.mjs';

/** Every file below a folder, and its name. A file that goes while a running portal is read (a journal, a workspace) is left out. */
export function placesOfFolder(folder, name) {
  return filesBelow(folder).flatMap(file => {
    const place = `${name}/${relative(folder, file)}`;
    const content = unlessGone(() => readFileSync(file));
    return content === undefined ? [] : [{ place, content }, { place: `the name of ${place}`, content: place }];
  });
}

/** What a look at a running portal's folder gives, or nothing where the file or the folder has gone meanwhile. */
function unlessGone(look) {
  try {
    return look();
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function filesBelow(folder) {
  const entries = unlessGone(() => readdirSync(folder, { withFileTypes: true })) ?? [];
  return entries.flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

/** Every object of every bare repo below a folder, those that no ref leads to as well. Files beside them, such as refs, are found by placesOfFolder. */
export function placesOfRepos(folder) {
  const heads = filesBelow(folder).filter(file => basename(file) === 'HEAD');
  const repos = heads.map(head => dirname(head)).filter(repo => existsSync(join(repo, 'objects')));
  return repos.map(repo => ({
    place: `the objects of ${relative(folder, repo)}`,
    content: execFileSync('git', ['-C', repo, 'cat-file', '--batch-all-objects', '--batch', '--unordered'], { maxBuffer: 512 * 1024 * 1024 }),
  }));
}

/** Every value of every row of every SQLite database below a folder; the place is `database.table.column`. */
export function placesOfSqlite(folder) {
  return filesBelow(folder)
    .filter(file => file.endsWith('.sqlite'))
    .flatMap(file => {
      const database = new DatabaseSync(file, { readOnly: true, timeout: 20_000 });
      try {
        const tables = database.prepare("select name from sqlite_master where type = 'table'").all().map(({ name }) => name);
        return tables.flatMap(table => database.prepare(`select * from "${table}"`).all().flatMap(row => placesOfRow(`${relative(folder, file).replace('.sqlite', '')}.${table}`, row)));
      } finally {
        database.close();
      }
    });
}

/** Every value of a row; the place is `database.table.column`. */
export function placesOfRow(table, row) {
  return Object.entries(row)
    .filter(([, value]) => value !== null)
    .map(([column, value]) => ({ place: `${table}.${column}`, content: value instanceof Uint8Array ? Buffer.from(value) : typeof value === 'object' ? JSON.stringify(value) : String(value) }));
}

/** Environment and arguments of the engine's children: the processes whose program is the engine's child. */
export function placesOfEngineChildren(ancestor) {
  return descendantsOf(ancestor).flatMap(pid => {
    const [cmdline, environ] = ['cmdline', 'environ'].map(file => readOfProcess(pid, file));
    if (!cmdline.includes('engineChild')) return [];
    return [{ place: `the arguments of process ${pid}`, content: cmdline }, { place: `the environment of process ${pid}`, content: environ }];
  });
}
