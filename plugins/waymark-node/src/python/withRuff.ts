import type * as RuffWasm from '@astral-sh/ruff-wasm-nodejs';
import { forgetModule, loadModule } from '../loadModule';

export type RuffDiagnostic = RuffWasm.Diagnostic;

/** Ruff with the options of a workspace. Both throw where ruff refuses the options, and `RuffOverflow` where a text is too deep for it. */
export interface Ruff {
  check(text: string, options: object): readonly RuffDiagnostic[];
  /** Throws where the text does not parse. */
  format(text: string, options: object): string;
}

/** Ruff ran out of its stack: the text nests too deeply. */
export class RuffOverflow extends Error {
  override readonly name = 'RuffOverflow';
}

const packageName = '@astral-sh/ruff-wasm-nodejs';

/** Runs a job with ruff: one workspace for all files with the same options, whose memory is given back in the end. */
export function withRuff<T>(job: (ruff: Ruff) => T): T {
  const workspaces = new Map<string, RuffWasm.Workspace>();
  const workspaceFor = (options: object): RuffWasm.Workspace => {
    const { Workspace, PositionEncoding } = loadModule<typeof RuffWasm>(packageName);
    const key = JSON.stringify(options);
    const workspace = workspaces.get(key) ?? new Workspace(options, PositionEncoding.Utf16);
    workspaces.set(key, workspace);
    return workspace;
  };
  const guarded = <R>(call: () => R): R => {
    try {
      return call();
    } catch (error) {
      if (!isTrap(error)) throw error;
      // A WASM instance that has trapped keeps a broken stack: the next file gets a new one.
      workspaces.clear();
      forgetModule(packageName);
      throw new RuffOverflow('the code nests too deeply');
    }
  };
  try {
    return job({
      check: (text, options) => guarded(() => workspaceFor(options).check(text) as readonly RuffDiagnostic[]),
      format: (text, options) => guarded(() => workspaceFor(options).format(text)),
    });
  } finally {
    for (const workspace of workspaces.values()) workspace.free();
  }
}

/** By name, since under jest the errors of Node's own realm are of other classes than ours. */
function isTrap(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && (error.name === 'RangeError' || error.name === 'RuntimeError');
}
