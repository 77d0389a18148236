import type { Problem } from '../problem/problem';

/** Gathers everything that is wrong with the answers, so that a person sees all of it at once. */
export interface ProblemCollector {
  readonly problems: readonly Problem[];
  add(path: string, what: string, mend: string): void;
}

export function createProblemCollector(): ProblemCollector {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  return {
    problems,
    add(path, what, mend) {
      const key = JSON.stringify([path, what]);
      if (seen.has(key)) return;
      seen.add(key);
      problems.push({ severity: 'error', path, what, mend });
    },
  };
}
