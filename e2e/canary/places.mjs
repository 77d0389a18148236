import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Every file below a folder, and its name. */
export function placesOfFolder(folder, name) {
  return filesBelow(folder).flatMap(file => {
    const place = `${name}/${relative(folder, file)}`;
    return [{ place, content: readFileSync(file) }, { place: `the name of ${place}`, content: place }];
  });
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true }).map(path => join(folder, path)).filter(file => lstatSync(file, { throwIfNoEntry: false })?.isFile());
}

/** Every object of every bare repo below a folder, those that no ref leads to as well. Files beside them, such as refs, are found by placesOfFolder. */
export function placesOfRepos(folder) {
  const repos = readdirSync(folder, { recursive: true }).filter(path => existsSync(join(folder, path, 'objects')) && existsSync(join(folder, path, 'HEAD')));
  return repos.map(repo => ({
    place: `the objects of ${repo}`,
    content: execFileSync('git', ['-C', join(folder, repo), 'cat-file', '--batch-all-objects', '--batch', '--unordered'], { maxBuffer: 512 * 1024 * 1024 }),
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
  const parents = new Map(readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(pid => [pid, parentOf(pid)]));
  const descends = pid => pid !== undefined && (pid === String(ancestor) || descends(parents.get(pid)));
  return [...parents.keys()].filter(descends).flatMap(pid => {
    const [cmdline, environ] = ['cmdline', 'environ'].map(file => read(`/proc/${pid}/${file}`));
    if (!cmdline.includes('engineChild')) return [];
    return [{ place: `the arguments of process ${pid}`, content: cmdline }, { place: `the environment of process ${pid}`, content: environ }];
  });
}

function parentOf(pid) {
  return /^PPid:\s+(\d+)$/m.exec(read(`/proc/${pid}/status`))?.[1];
}

/** A process may have ended meanwhile. */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
