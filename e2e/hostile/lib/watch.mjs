import { readdirSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readOfProcess } from '../../lib/processes.mjs';

const resolutionMs = 5;
const sampleMs = 20;

/** Watches what an attack costs: the longest stall of this process's event loop, and the most memory that a child of the engine held. */
export function watch() {
  const loop = monitorEventLoopDelay({ resolution: resolutionMs });
  let peakMb = 0;
  let busyMs = 0;
  let last = cpuMs();
  let worked = 0;
  const before = new Map(engineChildren().map(pid => [pid, processorSeconds(pid)]));
  const sample = () => {
    const now = cpuMs();
    busyMs = Math.max(busyMs, now - last);
    last = now;
    for (const pid of engineChildren()) {
      peakMb = Math.max(peakMb, peakOf(pid));
      worked = Math.max(worked, processorSeconds(pid) - (before.get(pid) ?? 0));
    }
  };
  for (const pid of engineChildren()) forgetPeak(pid);
  const timer = setInterval(sample, sampleMs);
  loop.enable();
  const start = performance.now();
  return () => {
    const seconds = (performance.now() - start) / 1000;
    loop.disable();
    clearInterval(timer);
    sample();
    const stallMs = Math.max(0, loop.max / 1e6 - resolutionMs);
    // A loop that stood still without work for the processor was held by other programs of the machine.
    return { seconds, worked, peakMb: Math.round(peakMb), stallMs: Math.min(stallMs, busyMs) };
  };
}

/** Processor time of this thread so far. */
function cpuMs() {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Process ids of the engine's children. */
export function engineChildren() {
  return readdirSync('/proc/self/task')
    .flatMap(task => readOfProcess('self', `task/${task}/children`).split(' ').filter(Boolean).map(Number))
    .filter(pid => readOfProcess(pid, 'cmdline').includes('engineChild'));
}

/** Processor time of a process so far; the kernel counts in hundredths of a second. */
function processorSeconds(pid) {
  const [user = 0, system = 0] = readOfProcess(pid, 'stat').split(') ').at(-1).split(' ').slice(11, 13).map(Number);
  return (user + system) / 100;
}

function peakOf(pid) {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readOfProcess(pid, 'status'))?.[1] ?? 0) / 1024;
}

/** The kernel's peak counts from here on anew. */
function forgetPeak(pid) {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}
