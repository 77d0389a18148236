import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

const intervalMs = 200;
/** What a child holds beside its heap when all is well: its program, the formatters' WASM, buffers. */
const besideHeapMb = 768;
const bloatedShare = 0.65;
const pageBytes = 4096;

/**
 * Calls back when a process holds more than its heap's cap and what it needs beside the heap: V8 caps the heap alone, and neither WASM
 * nor buffers. It reads Linux's /proc; elsewhere the heap's cap must do. Gives back what ends the watch.
 */
export function watchMemory(pid: number | undefined, heapMb: number, onExceeded: () => void): () => void {
  if (pid === undefined || process.platform !== 'linux') return () => undefined;
  const timer = setInterval(() => {
    readFile(`/proc/${pid}/statm`, 'utf8').then(
      text => {
        if (residentMb(text) > heapMb + besideHeapMb) onExceeded();
      },
      // It has ended: its end is told elsewhere.
      () => undefined,
    );
  }, intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Whether an idle process still holds so much of what it may that its next work could fail for what the last one left: V8 gives back late, and WASM never. */
export function isBloated(pid: number | undefined, heapMb: number): boolean {
  if (pid === undefined || process.platform !== 'linux') return false;
  try {
    return residentMb(readFileSync(`/proc/${pid}/statm`, 'utf8')) > (heapMb + besideHeapMb) * bloatedShare;
  } catch {
    // It has ended.
    return false;
  }
}

function residentMb(statm: string): number {
  return (Number(statm.split(' ')[1]) * pageBytes) / 1024 / 1024;
}
