import type { Problem } from './problem';

/** One line for a log or a terminal: `file:line: what – how to mend it`. */
export function formatProblem(problem: Problem): string {
  const place = [problem.file ?? problem.path, problem.line].filter(part => part !== undefined).join(':');
  const text = `${problem.what} – ${problem.mend}`.replace(/\s*\n\s*/g, ' ');
  return place ? `${place}: ${text}` : text;
}
