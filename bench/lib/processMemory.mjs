import { childrenOf, readOfProcess } from '../../e2e/lib/processes.mjs';

/** Greatest resident memory so far of each process that this one has started, in MB. */
export function peakMemoryOfChildren(pid) {
  return childrenOf(pid).flatMap(child => {
    const peak = /VmHWM:\s+(\d+)/.exec(readOfProcess(child, 'status'));
    return peak ? [Number(peak[1]) / 1024] : [];
  });
}
