/** Code units from `low` to `high`, both included. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Characters of the basic plane; `negated` stands for all others. */
export interface CharacterSet {
  readonly ranges: readonly Range[];
  readonly negated: boolean;
}

const range = (low: string, high = low): Range => ({ low: low.charCodeAt(0), high: high.charCodeAt(0) });

/** What the shorthands mean here: ASCII only, since the engines disagree about all else. */
export const shorthands: Readonly<Record<string, readonly Range[]>> = {
  d: [range('0', '9')],
  w: [range('0', '9'), range('A', 'Z'), range('_'), range('a', 'z')],
  s: [range('\t', '\r'), range(' ')],
};

export const lineEnds: readonly Range[] = [range('\n'), range('\r')];

/** Sorted, without overlaps. */
export function normalizeRanges(ranges: readonly Range[]): readonly Range[] {
  const merged: Range[] = [];
  for (const next of [...ranges].sort((a, b) => a.low - b.low)) {
    const last = merged.at(-1);
    if (last && next.low <= last.high + 1) merged[merged.length - 1] = { low: last.low, high: Math.max(last.high, next.high) };
    else merged.push(next);
  }
  return merged;
}

/** The ranges that a set stands for, negation resolved; never NUL, never a surrogate. */
export function rangesOf(set: CharacterSet): readonly Range[] {
  if (!set.negated) return set.ranges;
  const outside: Range[] = [];
  let from = 1;
  for (const { low, high } of normalizeRanges([...set.ranges, { low: 0xd800, high: 0xdfff }])) {
    if (low > from) outside.push({ low: from, high: low - 1 });
    from = high + 1;
  }
  if (from <= 0xffff) outside.push({ low: from, high: 0xffff });
  return outside;
}

/** Does some character belong to both? */
export function overlap(a: readonly Range[], b: readonly Range[]): boolean {
  return a.some(one => b.some(other => one.low <= other.high && other.low <= one.high));
}
