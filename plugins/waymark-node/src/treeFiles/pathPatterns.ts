import ignore from 'ignore';

/** Says whether a path, relative to the folder that the patterns are written for, matches one of them; `!` at the front turns a pattern round. */
export function pathPatterns(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  const matchers = patterns.map(pattern => {
    const negated = pattern.startsWith('!');
    const matcher = ignore({ ignorecase: false }).add(negated ? pattern.slice(1) : pattern);
    return (path: string) => matcher.ignores(path) !== negated;
  });
  return path => matchers.some(matches => matches(path));
}
