import { type ErrorCode, type Problem, type Stage, WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import { z } from 'zod';

/** Libraries kept ready in a child, each with an isolate; the one used longest ago is forgotten. */
export const keptLibraries = 3;

/** The child's end of the channel, beside its standard streams, on which anything in it may write. */
export const channelFd = 3;

/** What the engine asks of its child; both directions are JSON, and the bytes of an archive go beside it. */
export interface Request {
  readonly id: number;
  readonly method: Method;
  readonly params: unknown;
}

export type Method = 'load' | 'plan' | 'render' | 'renderInto' | 'verify' | 'verifyFolder' | 'readWaymark' | 'formPages' | 'warmUp';

const failureSchema = z.object({
  code: z.string().transform(code => code as ErrorCode),
  stage: z.string().transform(stage => stage as Stage),
  message: z.string(),
  problems: z.array(z.unknown()).transform(problems => problems as Problem[]),
});

/** The child works on anybody's bytes, so what it says is looked at before it is believed. */
export const responseSchema = z.union([
  z.object({ id: z.number(), error: failureSchema }),
  z.object({ id: z.number(), result: z.unknown() }),
]);

export type Response = z.infer<typeof responseSchema>;

export type FailureMessage = z.infer<typeof failureSchema>;

/** An error as data; what is no error of ours is a defect of the engine and keeps its text. */
export function toFailure(error: unknown): FailureMessage {
  if (error instanceof WaymarkError) {
    return { code: error.code, stage: error.stage, message: error.summary, problems: [...error.problems] };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'ENGINE_CRASHED', stage: 'engine', message: `The engine failed: ${text}`, problems: [] };
}

export function fromFailure(failure: FailureMessage): WaymarkError {
  return new WaymarkError(failure);
}
