type Step = { readonly kind: 'letter'; readonly letter: string } | { readonly kind: 'name' | 'all' | 'folders' };

/**
 * Says whether a path is covered by a glob: `*` stands for any text in a folder, `**` for any, `**` and a slash for any folders or none.
 * All ways are followed side by side, so time is linear in path and glob, whoever wrote them: a regular expression would try one after the other.
 */
export function globMatcher(glob: string): (path: string) => boolean {
  const steps: readonly Step[] = (glob.match(/\*\*\/|\*\*|\*|[^]/g) ?? []).map(part => {
    if (part === '**/') return { kind: 'folders' };
    if (part === '**') return { kind: 'all' };
    return part === '*' ? { kind: 'name' } : { kind: 'letter', letter: part };
  });
  const stars = glob.search(/\*|$/);
  const start = glob.slice(0, stars);
  // Most globs say no more than where a folder is.
  if (glob.slice(stars) === '**') return path => path.startsWith(start);
  return path => {
    if (!path.startsWith(start)) return false;
    let reached = closure(new Set([0]), steps, true);
    for (const letter of path.split('')) {
      const next = new Set<number>();
      for (const at of reached) for (const after of taking(letter, at, steps[at])) next.add(after);
      if (next.size === 0) return false;
      reached = closure(next, steps, letter === '/');
    }
    return reached.has(steps.length);
  };
}

/** Where a step leads by a letter. */
function taking(letter: string, at: number, step: Step | undefined): readonly number[] {
  switch (step?.kind) {
    case 'letter':
      return step.letter === letter ? [at + 1] : [];
    case 'name':
      return letter === '/' ? [] : [at];
    case 'all':
    case 'folders':
      return [at];
    case undefined:
      return [];
  }
}

/** With the places that are reached without a letter: behind what may stand for nothing, and behind folders where one has ended. */
function closure(places: Set<number>, steps: readonly Step[], folderEnded: boolean): ReadonlySet<number> {
  // A set that grows while it is walked is walked to its end.
  for (const at of places) {
    const kind = steps[at]?.kind;
    if (kind === 'name' || kind === 'all' || (kind === 'folders' && folderEnded)) places.add(at + 1);
  }
  return places;
}
