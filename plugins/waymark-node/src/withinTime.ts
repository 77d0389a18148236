import { Script, createContext } from 'node:vm';

/** Work was stopped, for it took longer than it may. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';

  constructor(
    readonly ms: number,
    /** The file that was at work, where that is known. */
    readonly path?: string,
  ) {
    super(`it was stopped after ${(ms / 1000).toFixed(1)} s`);
  }
}

const context = createContext({ work: undefined });
const script = new Script('work()');
const least = 2_000;
const msForKilobyte = 8;
const msForFile = 0.1;

/** The time that work on texts may take. It grows with them, so whatever takes more than linear time is stopped. */
export function timeFor(files: readonly { readonly content: string }[]): number {
  return Math.ceil(least + files.length * msForFile + (files.reduce((sum, { content }) => sum + content.length, 0) / 1024) * msForKilobyte);
}

/** What is to be done when work was stopped. */
export interface Stopping {
  /** Puts in order what the work left. */
  onStopped?(): void;
  /** The file at which the work was, for the error. */
  fileAtWork?(): string | undefined;
}

/**
 * Does synchronous work, which can be done again, and stops it when its time is over, wherever it is: in a loop, a regular expression or
 * WASM. A promise that the work gives is not waited for, and what it does later is not stopped.
 * @throws OutOfTime
 */
export function withinTime<T>(ms: number, work: () => T, stopping?: Stopping): T {
  const outer: unknown = context.work;
  context.work = work;
  try {
    return inTime(ms, timeout => script.runInContext(context, { timeout }) as T, stopping);
  } finally {
    context.work = outer;
  }
}

/** The same for work that itself runs scripts of node:vm, with the time that it is given. @throws OutOfTime */
export function inTime<T>(ms: number, run: (timeout: number) => T, { onStopped, fileAtWork }: Stopping = {}): T {
  try {
    const isTimeUp = (error: unknown) => {
      if (!isTimeout(error)) return false;
      onStopped?.();
      return true;
    };
    return patiently(ms, run, { isTimeUp });
  } catch (error) {
    throw isTimeout(error) ? new OutOfTime(ms, fileAtWork?.()) : error;
  }
}

function isTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}

/** Of the time that is over, what our process must have had of a processor, so that the work is to blame and not the machine's other work. */
const ownShare = 0.7;
const patience = 4;

export interface Patience {
  /** Whether an error says that the time is over. */
  isTimeUp(error: unknown): boolean;
  /** What our process has had of a processor so far, in milliseconds. */
  processorMs?(): number;
}

function ownProcessorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Runs what can be run again. Where its time is over because others kept the processors busy, it gets a second try with more time. */
export function patiently<T>(ms: number, run: (ms: number) => T, { isTimeUp, processorMs = ownProcessorMs }: Patience): T {
  const before = processorMs();
  try {
    return run(ms);
  } catch (error) {
    if (!isTimeUp(error) || processorMs() - before > ms * ownShare) throw error;
    return run(ms * patience);
  }
}
