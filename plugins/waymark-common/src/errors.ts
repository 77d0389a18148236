import { CustomErrorBase } from '@backstage/errors';
import type { Problem } from './problem/problem';
import { formatProblem } from './problem/formatProblem';
import { shortened } from './problem/shortened';

/** The stages of docs/architecture.md, plus `engine` for the process that runs them. */
export type Stage =
  'load' | 'model' | 'plan' | 'render' | 'format' | 'verify' | 'publish' | 'undo' | 'engine';

/** Every code that an error of Waymark can carry; docs/errors.md explains each. */
export const errorCodes = [
  'LIBRARY_UNREADABLE',
  'LIBRARY_INVALID',
  'GOLDEN_PATH_UNKNOWN',
  'ANSWERS_INVALID',
  'PLAN_INVALID',
  'RENDER_FAILED',
  'VERIFY_FAILED',
  'ENGINE_CRASHED',
  'ENGINE_TIMEOUT',
  'ENGINE_OUT_OF_MEMORY',
  'TARGET_EXISTS',
  'TARGET_INVALID',
  'INTENT_MISSING',
  'PUBLISHED_TREE_DIFFERS',
  'RECORD_NOT_FOUND',
  'TASK_ENDED',
  'REPO_HOST_FAILED',
  'CATALOG_FAILED',
  'RECOVERY_WITHOUT_WORKSPACE',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export interface WaymarkErrorOptions {
  readonly code: ErrorCode;
  readonly stage: Stage;
  readonly message: string;
  readonly problems?: readonly Problem[];
  readonly cause?: unknown;
}

/**
 * The one error class of Waymark: what happened (`code`, `stage`) and every problem that was found, each with its place and its mend.
 * The message holds all of it, since it is what a task's log and a terminal show: a first line that is complete in itself, then a list
 * that reads well as plain text and as Markdown, which is what the page of a task makes of it.
 */
export class WaymarkError extends CustomErrorBase {
  override readonly name = 'WaymarkError';
  readonly code: ErrorCode;
  readonly stage: Stage;
  /** The message without the problems. */
  readonly summary: string;
  readonly problems: readonly Problem[];

  constructor(options: WaymarkErrorOptions) {
    const problems = readable(options.problems ?? []);
    super([shortened(options.message, longest.message), ...(problems.length > 0 ? [''] : []), ...problems.map(problem => `- ${asMarkdown(formatProblem(problem))}`)].join('\n'), options.cause);
    this.code = options.code;
    this.stage = options.stage;
    this.summary = shortened(options.message, longest.message);
    this.problems = problems;
  }
}

/** What a person reads of an error. What was wrong may quote what somebody wrote, which may be anything of any length. */
const longest = { problems: 200, message: 4000 } as const;

function readable(problems: readonly Problem[]): readonly Problem[] {
  const listed = problems.slice(0, longest.problems).map(problem => ({
    ...problem,
    ...(problem.file !== undefined && { file: shortened(problem.file) }),
    ...(problem.path !== undefined && { path: shortened(problem.path) }),
    what: shortened(problem.what),
    mend: shortened(problem.mend),
  }));
  const more = problems.length - listed.length;
  return more === 0 ? listed : [...listed, { severity: 'error', what: `${more} more problems are not listed`, mend: 'mend the ones above and try again' }];
}

/** Quoted values and words that Markdown would take for emphasis or HTML (patterns, `__init__.py`) as code; the rest as it is. */
function asMarkdown(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|[^\s":,;]+/g, word => (/[*<~\\]|(?:^|\W)_|_(?:\W|$)/.test(word) && !word.includes('`') ? `\`${word}\`` : word));
}
