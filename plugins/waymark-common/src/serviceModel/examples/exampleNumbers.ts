import type { ExactRange } from '../rules';

/** Numbers that a reader takes for real ones where they fit, else the first ones within the range; in units of the range's scale. */
export function exampleNumbers(range: ExactRange | null, count: number): readonly bigint[] {
  if (!range) return [];
  const one = 10n ** BigInt(range.scale);
  const usual = Array.from({ length: count }, (_, index) => {
    const whole = BigInt(10 + index * 5) * one;
    return range.scale >= 2 ? whole - one / 100n : whole;
  });
  const steps = Array.from({ length: count }, (_, index) => BigInt(index));
  const rising = steps.map(step => range.lowest + step);
  const falling = steps.map(step => range.highest - step);
  const small = steps.map(step => step + 1n);
  const fits = (units: bigint): boolean => units >= range.lowest && units <= range.highest;
  const ordered = range.isLowestGiven || !range.isHighestGiven ? [...usual, ...small, ...rising, ...falling] : [...usual, ...small, ...falling, ...rising];
  return ordered.filter(fits);
}
