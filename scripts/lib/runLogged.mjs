import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { repoRoot } from './folders.mjs';
import { showProgress } from './progress.mjs';
import { Stop } from './stop.mjs';

const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET|RequestError/;

export function tailOf(file, lines) {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}

/** A title without what it says in brackets. */
function plain(title) {
  return title.replace(/ \(.*\)$/, '');
}

function explain({ title, command, log }) {
  const what = plain(title);
  if (offline.test(readFileSync(log, 'utf8'))) {
    return `${what} failed: the package registry cannot be reached. Waymark needs the network once, at the first install; connect and run the command again. (Log: ${relative(repoRoot, log)})`;
  }
  return `${what} failed. The end of ${command}'s output (all of it: ${relative(repoRoot, log)}):\n${tailOf(log, 12)}`;
}

/** Runs a command to its end with its output in a log file; a failure becomes a Stop that says why. */
export async function runLogged(options) {
  const { title, command, args, log, env = process.env } = options;
  mkdirSync(dirname(log), { recursive: true });
  const progress = showProgress(title);
  const output = createWriteStream(log);
  const code = await new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: repoRoot, env, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.pipe(output, { end: false });
    child.stderr.pipe(output, { end: false });
    child.once('error', reject);
    child.once('close', resolve);
  }).catch(error => {
    progress.end('failed', false);
    const missing = error.code === 'ENOENT';
    throw new Stop(missing ? `${plain(title)} needs ${command}, which is not on this machine's PATH: install it and try again.` : `${plain(title)} failed: ${error.message}`);
  });
  await new Promise(resolve => output.end(resolve));
  progress.end(code === 0 ? 'done' : 'failed', code === 0);
  if (code !== 0) {
    throw new Stop(explain(options));
  }
}
