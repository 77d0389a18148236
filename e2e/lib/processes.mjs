import { readFileSync, readdirSync } from 'node:fs';

/** What the kernel tells of a process, by the file's name below /proc; nothing where the process has ended. */
export function readOfProcess(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/** The processes that a process has started, by id. */
export function childrenOf(pid) {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(each => Number(/^PPid:\s+(\d+)$/m.exec(readOfProcess(each, 'status'))?.[1]) === pid);
}

/** All below a process: its children, and theirs. */
export function descendantsOf(pid) {
  return childrenOf(pid).flatMap(child => [child, ...descendantsOf(child)]);
}

/** Whether a process still runs; one whose end nobody has asked for counts as ended. */
export function isAlive(pid) {
  return /^State:\s+[^Z]/m.test(readOfProcess(pid, 'status'));
}
