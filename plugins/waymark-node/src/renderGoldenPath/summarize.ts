import type { GoldenPathSummary } from '../engineProcess/engine';
import type { GoldenPath } from '../loadLibrary/library';

/** What is told of a golden path outside the engine. */
export function summarize({ name, ref, title, path, definition }: GoldenPath): GoldenPathSummary {
  return { name, ref, title, path, version: definition.version };
}
