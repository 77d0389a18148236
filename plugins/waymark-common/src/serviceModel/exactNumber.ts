/** A number without rounding: units × 10^-scale. */
export interface ExactNumber {
  readonly units: bigint;
  readonly scale: number;
}

/** Reads 12, "-0.50" or "1e3" exactly; undefined for what is no number. */
export function readExact(value: unknown): ExactNumber | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const match = /^([+-]?)(\d{1,80})(?:\.(\d{1,80}))?(?:[eE]([+-]?\d{1,3}))?$/.exec(String(value).trim());
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  let units = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  let scale = fraction.length - Number(exponent);
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n;
    scale -= 1;
  }
  return scale < 0 ? { units: units * 10n ** BigInt(-scale), scale: 0 } : { units, scale };
}

/** The number in units of 10^-scale, or undefined if it has more digits than that. */
export function unitsAt(number: ExactNumber, scale: number): bigint | undefined {
  return number.scale <= scale ? number.units * 10n ** BigInt(scale - number.scale) : undefined;
}

/** Plain decimal notation with exactly `scale` digits after the point. */
export function printUnits(units: bigint, scale: number): string {
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
