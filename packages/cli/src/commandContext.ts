import type { Problem } from '@waymark/backstage-plugin-waymark-common';
import type { Engine } from '@waymark/backstage-plugin-waymark-node';

/** What a command works with. */
export interface CommandContext {
  readonly engine: Engine;
  /** Prints text to stdout. */
  print(text: string): void;
  /** Prints problems to stderr, one a line, and makes the exit code 1. */
  fail(problems: readonly Problem[]): void;
}
