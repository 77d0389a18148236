import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

const patienceMs = 8000;
const running = new Set();
let isOver = false;

/** Starts a long-living program in a process group of its own, with its output in a file. */
export function startProcess({ command, args, cwd, env, log, ipc = false }) {
  if (isOver) throw new Error('The run is over, nothing is started any more.');
  const output = openSync(log, 'w');
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', output, output, ...(ipc ? ['ipc'] : [])] });
  closeSync(output);
  running.add(child);
  child.once('exit', () => running.delete(child));
  // Whoever waits for it sees its end; without this, a message to one that has ended would end us too.
  child.on('error', () => undefined);
  return child;
}

/** Asks a program to end, and kills its whole group when it does not. */
export async function stopProcess(child) {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise(resolve => child.once('exit', resolve));
    signalGroup(child, 'SIGTERM');
    const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), patienceMs);
    await ended;
    clearTimeout(timer);
  }
  signalGroup(child, 'SIGKILL');
}

/** Ends all that was started here; from then on nothing can be started. */
export async function stopProcesses() {
  isOver = true;
  await Promise.all([...running].map(stopProcess));
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}
