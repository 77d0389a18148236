import { type Context, Script, createContext } from 'node:vm';

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
const msForFile = 0.5;

/** The time that work on texts may take. It grows with them, so whatever takes more than linear time is stopped. */
export function timeFor(files: readonly { readonly content: string }[]): number {
  return Math.ceil(least + files.length * msForFile + (files.reduce((sum, { content }) => sum + content.length, 0) / 1024) * msForKilobyte);
}

/**
 * Does synchronous work and stops it when its time is over, wherever it is: in a loop, a regular expression or WASM.
 * A promise that the work gives is not waited for, and what it does later is not stopped.
 * @throws OutOfTime
 */
export function withinTime<T>(ms: number, work: () => T): T {
  const outer: unknown = context.work;
  context.work = work;
  try {
    return runWithinTime(ms, script, context) as T;
  } finally {
    context.work = outer;
  }
}

/** Runs a script in a context of its own. Where that has its own queue of microtasks, promises are waited for too. @throws OutOfTime */
export function runWithinTime(ms: number, program: Script, into: Context): unknown {
  try {
    return program.runInContext(into, { timeout: ms });
  } catch (error) {
    throw typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? new OutOfTime(ms) : error;
  }
}
