import { readFileSync, readdirSync } from 'node:fs';
import { cpus } from 'node:os';

const ticksPerSecond = 100;

/** Begins to watch the machine; the answer gives how many cores were busy with what is not ours since then. */
export function watchOtherWork() {
  const before = { machine: machineSeconds(), own: ownSeconds(), at: performance.now() };
  return () => {
    const seconds = (performance.now() - before.at) / 1000;
    const others = machineSeconds() - before.machine - (ownSeconds() - before.own);
    return Math.max(0, others / seconds);
  };
}

function machineSeconds() {
  return cpus().reduce((sum, { times }) => sum + (times.user + times.nice + times.sys + times.irq) / 1000, 0);
}

/** CPU of this process and of all below it, those included that have ended. */
function ownSeconds() {
  const processes = new Map(readdirSync('/proc').filter(name => /^\d+$/.test(name)).flatMap(pid => {
    const stat = readStat(pid);
    return stat ? [[Number(pid), stat]] : [];
  }));
  const isOurs = pid => pid === process.pid || (processes.has(pid) && isOurs(processes.get(pid).parent));
  return [...processes].filter(([pid]) => isOurs(pid)).reduce((sum, [, { seconds }]) => sum + seconds, 0);
}

function readStat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [, parent, ...rest] = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
    const [user, system, childUser, childSystem] = rest.slice(9, 13);
    return { parent, seconds: (user + system + childUser + childSystem) / ticksPerSecond };
  } catch {
    // It has ended.
    return undefined;
  }
}
