import { type ErrorCode, type Problem, type Stage, WaymarkError } from '@waymark/backstage-plugin-waymark-common';

/** Libraries kept ready in a child, each with an isolate; the one used longest ago is forgotten. */
export const keptLibraries = 3;

/** What the engine asks of its child; both directions are JSON. */
export interface Request {
  readonly id: number;
  readonly method: Method;
  readonly params: unknown;
}

export type Method = 'load' | 'plan' | 'render' | 'verify' | 'formPages';

export type Response =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: FailureMessage };

export interface FailureMessage {
  readonly code: ErrorCode;
  readonly stage: Stage;
  readonly message: string;
  readonly problems: readonly Problem[];
}

/** An error as data; what is no error of ours is a defect of the engine and keeps its text. */
export function toFailure(error: unknown): FailureMessage {
  if (error instanceof WaymarkError) {
    return { code: error.code, stage: error.stage, message: error.summary, problems: error.problems };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'ENGINE_CRASHED', stage: 'engine', message: `The engine failed: ${text}`, problems: [] };
}

export function fromFailure(failure: FailureMessage): WaymarkError {
  return new WaymarkError(failure);
}
