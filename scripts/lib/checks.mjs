import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { repoRoot } from './folders.mjs';
import { jestResult } from './jestResult.mjs';
import { tailOf } from './runLogged.mjs';

const detailLines = 80;

/** Runs a program to its end with its output in a log file; a program that cannot be started counts as failed. */
async function run(title, [command, ...args], { env, logs }) {
  mkdirSync(logs, { recursive: true });
  const log = join(logs, `${title.split(' ')[0]}.log`);
  const since = Date.now();
  console.log(`… ${title}`);
  const output = createWriteStream(log);
  const code = await new Promise(resolve => {
    const child = spawn(command, args, { cwd: repoRoot, env, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.pipe(output, { end: false });
    child.stderr.pipe(output, { end: false });
    child.once('error', error => {
      output.write(`${error.message}\n`);
      resolve(1);
    });
    child.once('close', resolve);
  });
  await new Promise(resolve => output.end(resolve));
  const seconds = Math.round((Date.now() - since) / 1000);
  console.log(`${code === 0 ? '✓' : '✗'} ${title} (${seconds} s)`);
  return { title, code, seconds, log: relative(repoRoot, log), text: () => readFileSync(log, 'utf8'), detail: tailOf(log, detailLines) };
}

function program(name) {
  return join(repoRoot, 'node_modules', '.bin', name);
}

/** One program that passes or fails as a whole. */
export async function runCheck(title, [name, ...args], context) {
  const result = await run(title, ['node', program(name), ...args], context);
  const passed = result.code === 0 ? 1 : 0;
  return { ...result, passed, failed: 1 - passed };
}

/** The tests of the scripts themselves, counted one by one. */
export async function runNodeTests(title, context) {
  const result = await run(title, ['node', '--test', '--test-reporter=tap', 'scripts/**/*.test.mjs'], context);
  const count = name => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(result.text())?.[1] ?? 0);
  const failed = Math.max(count('fail'), result.code === 0 ? 0 : 1);
  return { ...result, passed: count('pass'), failed };
}

/** All packages' tests through backstage-cli, counted one by one. */
export async function runJest(context) {
  const report = join(context.logs, 'jest.json');
  const workers = Math.max(1, availableParallelism() - 1);
  const args = ['repo', 'test', '--watchAll=false', '--ci', `--maxWorkers=${workers}`, '--json', `--outputFile=${report}`];
  const result = await run('tests', ['node', program('backstage-cli'), ...args], context);
  if (!existsSync(report)) {
    return { ...result, passed: 0, failed: 1 };
  }
  return { ...result, ...jestResult(JSON.parse(readFileSync(report, 'utf8')), result) };
}
