/** One to-one relation: the row of `from` points to a row of `to`. */
export interface Tie {
  readonly from: string;
  readonly to: string;
  readonly required: boolean;
}

/**
 * The keys with targets first, in the order given where nothing else decides. Optional ties give way in a circle; required ones must not
 * form one (see {@link requiredCircles}).
 */
export function entityOrder(keys: readonly string[], ties: readonly Tie[]): readonly string[] {
  const placed = new Set<string>();
  const waitsFor = (key: string, tie: Tie): boolean => tie.from === key && tie.to !== key && !placed.has(tie.to);
  while (placed.size < keys.length) {
    const left = keys.filter(key => !placed.has(key));
    const next =
      left.find(key => !ties.some(tie => waitsFor(key, tie))) ?? left.find(key => !ties.some(tie => tie.required && waitsFor(key, tie))) ?? left[0];
    if (next === undefined) break;
    placed.add(next);
  }
  return [...placed];
}

/** Circles of required ties, each once, as the keys along it; in such a circle no first row can exist. */
export function requiredCircles(keys: readonly string[], ties: readonly Tie[]): readonly (readonly string[])[] {
  const required = ties.filter(tie => tie.required);
  const found = new Set<string>();
  const circles: (readonly string[])[] = [];
  for (const start of keys) {
    if (found.has(start)) continue;
    const circle = wayBack(start, required);
    if (!circle) continue;
    circle.forEach(key => found.add(key));
    circles.push(circle);
  }
  return circles;
}

/** The shortest way along the ties from a key back to itself. */
function wayBack(start: string, ties: readonly Tie[]): readonly string[] | undefined {
  const ways: (readonly string[])[] = [[start]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const { from, to } of ties) {
      if (from !== way.at(-1)) continue;
      if (to === start) return way;
      if (!seen.has(to)) {
        seen.add(to);
        ways.push([...way, to]);
      }
    }
  }
  return undefined;
}
