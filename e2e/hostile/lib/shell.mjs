import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';

/** Attacks remove and overwrite: they may do so in folders that were made for them alone. */
function inTemporaryFolder(folder) {
  assert.ok(folder?.startsWith(join(tmpdir(), 'waymark-') ) && folder.split(sep).length > 3, `${folder} is no folder of an attack`);
  return folder;
}

/** Runs a script in a folder; `$OUTSIDE` is the folder beside it. */
export function shell(folder, script, outside) {
  run(['bash', '-ec', script], { cwd: folder, env: { ...process.env, OUTSIDE: outside } });
}

/** Runs git with nothing of the machine's configuration. */
export function git(folder, args, input) {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'protocol.file.allow=always'];
  const env = { PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: '1', GIT_CEILING_DIRECTORIES: tmpdir() };
  return run(['git', ...identity, ...args], { cwd: folder, env, input }).trim();
}

function run([command, ...args], options) {
  inTemporaryFolder(options.cwd);
  const { status, stdout, stderr } = spawnSync(command, args, { ...options, encoding: 'utf8' });
  assert.equal(status, 0, `${command} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

export function writeFiles(folder, files) {
  for (const [path, content] of Object.entries(files)) {
    const target = join(inTemporaryFolder(folder), path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
}
