import type * as RuffWasm from '@astral-sh/ruff-wasm-nodejs';
import type { TreeFile } from '@waymark/backstage-plugin-waymark-common';
import { forgetModule, loadModule } from '../loadModule';
import { timeFor, withinTime } from '../withinTime';

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

/**
 * Runs a job on files with ruff: one workspace for all with the same options, whose memory is given back in the end.
 * @throws OutOfTime with the file at which ruff was stopped
 */
export function withRuff<T>(files: readonly TreeFile[], job: (ruff: Ruff) => T): T {
  const workspaces = new Map<string, RuffWasm.Workspace>();
  const workspaceFor = (options: object): RuffWasm.Workspace => {
    const { Workspace, PositionEncoding } = loadModule<typeof RuffWasm>(packageName);
    const key = JSON.stringify(options);
    const workspace = workspaces.get(key) ?? new Workspace(options, PositionEncoding.Utf16);
    workspaces.set(key, workspace);
    return workspace;
  };
  /** A WASM instance that has trapped or was stopped keeps a broken stack: the next file gets a new one. */
  const startAnew = () => {
    workspaces.clear();
    forgetModule(packageName);
  };
  let atWork = '';
  const guarded = <R>(text: string, call: () => R): R => {
    atWork = text;
    try {
      return call();
    } catch (error) {
      if (!isTrap(error)) throw error;
      startAnew();
      throw new RuffOverflow('the code nests too deeply');
    }
  };
  const work = () => job({
    check: (text, options) => guarded(text, () => workspaceFor(options).check(text) as readonly RuffDiagnostic[]),
    format: (text, options) => guarded(text, () => workspaceFor(options).format(text)),
  });
  // Its start is no text's fault.
  loadModule<typeof RuffWasm>(packageName);
  try {
    return withinTime(timeFor(files), work, { onStopped: startAnew, fileAtWork: () => files.find(({ content }) => content === atWork)?.path });
  } finally {
    for (const workspace of workspaces.values()) workspace.free();
  }
}

/** By name, since under jest the errors of Node's own realm are of other classes than ours. */
function isTrap(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && (error.name === 'RangeError' || error.name === 'RuntimeError');
}
