import { readFileSync, readdirSync } from 'node:fs';

/** Greatest resident memory so far of each process that this one has started, in MB. */
export function peakMemoryOfChildren(pid) {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(child => {
      try {
        const status = readFileSync(`/proc/${child}/status`, 'utf8');
        if (Number(/PPid:\s+(\d+)/.exec(status)[1]) !== pid) return [];
        return [Number(/VmHWM:\s+(\d+)/.exec(status)[1]) / 1024];
      } catch {
        // It has ended.
        return [];
      }
    });
}
