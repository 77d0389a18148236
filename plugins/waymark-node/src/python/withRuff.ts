import type * as Ruff from '@astral-sh/ruff-wasm-nodejs';
import { loadModule } from '../loadModule';

/** Gives the workspace for some options: made once, shared by all files that have the same ones. Throws where ruff refuses the options. */
export type WorkspaceFor = (options: object) => Ruff.Workspace;

/** Runs a job with ruff, and gives back the memory of every workspace that it used. */
export function withRuff<T>(job: (workspaceFor: WorkspaceFor) => T): T {
  const ruff = loadModule<typeof Ruff>('@astral-sh/ruff-wasm-nodejs');
  const workspaces = new Map<string, Ruff.Workspace>();
  try {
    return job(options => {
      const key = JSON.stringify(options);
      const workspace = workspaces.get(key) ?? new ruff.Workspace(options, ruff.PositionEncoding.Utf16);
      workspaces.set(key, workspace);
      return workspace;
    });
  } finally {
    for (const workspace of workspaces.values()) workspace.free();
  }
}

export type RuffDiagnostic = Ruff.Diagnostic;
