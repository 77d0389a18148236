import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const patience = 8000;

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}

function groupLives(child) {
  try {
    process.kill(-child.pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts long-living programs, each in a process group of its own, so that ending a group ends whatever
 * the program has started as well.
 */
export class Children {
  #children = [];
  #stopping;

  /** Starts a program with its output in a log file. */
  start({ name, command, args, cwd, env, log }) {
    mkdirSync(dirname(log), { recursive: true });
    // Emptied before anybody reads it: what a former run said is not what this one says.
    writeFileSync(log, '');
    const output = createWriteStream(log, { flags: 'a' });
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.pipe(output, { end: false });
    child.stderr.pipe(output, { end: false });
    const ended = new Promise(resolve => {
      child.once('error', error => resolve({ name, log, reason: error.message }));
      child.once('exit', (code, signal) => resolve({ name, log, reason: signal ?? `exit code ${code}` }));
    });
    this.#children.push({ child, ended, output });
    return ended;
  }

  /** Resolves with the first program that ends by itself. */
  firstToEnd() {
    return Promise.race(this.#children.map(({ ended }) => ended));
  }

  /** Asks every group to end, and kills what is still there after a while. */
  stop() {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  killNow() {
    this.#children.forEach(({ child }) => signalGroup(child, 'SIGKILL'));
  }

  async #stopAll() {
    this.#children.forEach(({ child }) => signalGroup(child, 'SIGTERM'));
    const until = Date.now() + patience;
    while (this.#children.some(({ child }) => groupLives(child)) && Date.now() < until) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    this.killNow();
    await Promise.all(this.#children.map(({ ended }) => ended));
    await Promise.all(this.#children.map(({ output }) => new Promise(resolve => output.end(resolve))));
  }
}
