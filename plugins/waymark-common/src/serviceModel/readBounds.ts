import type { FieldAnswers, ItemsAnswers } from '../answers/answersSchema';
import { printUnits, readExact, unitsAt } from './exactNumber';
import type { ProblemCollector } from './problemCollector';
import { quote } from './quote';
import { type ExactRange, type Rules, isExactType, typeLimits } from './rules';

const boundKeys = ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum'] as const;
type BoundKey = (typeof boundKeys)[number];
type Bounds = Pick<Rules, BoundKey | 'precision' | 'scale' | 'range'>;
type ExactType = 'integer' | 'bigint' | 'decimal';

const none: Bounds = { minimum: null, exclusiveMinimum: null, maximum: null, exclusiveMaximum: null, precision: null, scale: null, range: null };

/** Bounds and digits of a number; empty ranges and bounds that the type cannot hold become problems. */
export function readBounds(answers: FieldAnswers | ItemsAnswers, path: string, problems: ProblemCollector): Bounds {
  const { type } = answers;
  if (type === 'float') return readFloatBounds(answers, path, problems);
  return isExactType(type) ? readExactBounds({ answers, type }, path, problems) : none;
}

function readExactBounds(
  { answers, type }: { answers: FieldAnswers | ItemsAnswers; type: ExactType },
  path: string,
  problems: ProblemCollector,
): Bounds {
  const digits = readDigits(answers, path, problems);
  const scale = type === 'decimal' ? digits.scale : 0;
  const [least, most] = typeLimits(type, digits.precision);
  const units: { [Key in BoundKey]?: bigint } = {};
  for (const key of boundKeys) {
    const value = answers[key];
    if (value === undefined) continue;
    const exact = readExact(value);
    const found = exact && unitsAt(exact, scale);
    if (exact === undefined) {
      problems.add(`${path}.${key}`, `${quote(value)} is not a number`, 'Give a number, e.g. 0 or "0.01".');
    } else if (found === undefined) {
      const mend = type === 'decimal' ? `Give at most ${scale} digits after the point, or raise scale.` : 'Give a whole number.';
      problems.add(`${path}.${key}`, `${key} ${quote(value)} has digits after the point that the type ${type} does not keep`, mend);
    } else if (typeof value === 'number' && !Number.isSafeInteger(Number(exact.units))) {
      problems.add(`${path}.${key}`, `${key} ${value} is too long to be exact as a number`, 'Write it in quotes.');
    } else if (found < least || found > most) {
      const mend = type === 'decimal' ? 'Raise precision, or take a bound within it.' : `Take one from ${least} to ${most}${type === 'integer' ? ', or the type bigint' : ''}.`;
      problems.add(`${path}.${key}`, `${key} ${quote(value)} is outside what the type ${type} holds`, mend);
    } else {
      units[key] = found;
    }
  }
  const range = rangeOf({ units, scale, least, most });
  if (range.lowest > range.highest) refuseEmpty(path, problems);
  const print = (bound: bigint | undefined): number | string | null => {
    if (bound === undefined) return null;
    return type === 'integer' ? Number(bound) : trimZeros(printUnits(bound, scale));
  };
  return {
    minimum: print(units.minimum),
    exclusiveMinimum: print(units.exclusiveMinimum),
    maximum: print(units.maximum),
    exclusiveMaximum: print(units.exclusiveMaximum),
    precision: type === 'decimal' ? digits.precision : null,
    scale: type === 'decimal' ? digits.scale : null,
    range,
  };
}

function rangeOf({ units, scale, least, most }: { units: { readonly [Key in BoundKey]?: bigint }; scale: number; least: bigint; most: bigint }): ExactRange {
  const lows = [units.minimum, units.exclusiveMinimum === undefined ? undefined : units.exclusiveMinimum + 1n].filter(low => low !== undefined);
  const highs = [units.maximum, units.exclusiveMaximum === undefined ? undefined : units.exclusiveMaximum - 1n].filter(high => high !== undefined);
  return {
    scale,
    lowest: lows.reduce((a, b) => (b > a ? b : a), least),
    highest: highs.reduce((a, b) => (b < a ? b : a), most),
    isLowestGiven: lows.length > 0,
    isHighestGiven: highs.length > 0,
  };
}

function readDigits(answers: FieldAnswers | ItemsAnswers, path: string, problems: ProblemCollector): { precision: number; scale: number } {
  const precision = answers.precision ?? Math.min(38, Math.max(12, (answers.scale ?? 2) + 10));
  const scale = answers.scale ?? Math.min(2, precision);
  if (scale <= precision) return { precision, scale };
  if (answers.type === 'decimal') {
    problems.add(`${path}.scale`, `scale ${scale} is greater than precision ${precision}`, 'Precision counts all digits, scale those after the point: make scale the smaller one.');
  }
  return { precision, scale: precision };
}

function readFloatBounds(answers: FieldAnswers | ItemsAnswers, path: string, problems: ProblemCollector): Bounds {
  const read = (key: BoundKey): number | null => {
    const value = answers[key];
    if (value === undefined) return null;
    const number = readExact(value) === undefined ? NaN : Number(value);
    if (Number.isFinite(number)) return number;
    problems.add(`${path}.${key}`, `${quote(value)} is not a number that the type float holds`, 'Give a number, e.g. 0.5.');
    return null;
  };
  const bounds = {
    minimum: read('minimum'),
    exclusiveMinimum: read('exclusiveMinimum'),
    maximum: read('maximum'),
    exclusiveMaximum: read('exclusiveMaximum'),
  };
  const low = Math.max(bounds.minimum ?? -Infinity, bounds.exclusiveMinimum ?? -Infinity);
  const high = Math.min(bounds.maximum ?? Infinity, bounds.exclusiveMaximum ?? Infinity);
  const isOpen = bounds.exclusiveMinimum === low || bounds.exclusiveMaximum === high;
  if (low > high || (low === high && isOpen)) refuseEmpty(path, problems);
  return { ...none, ...bounds };
}

function refuseEmpty(path: string, problems: ProblemCollector): void {
  problems.add(path, 'no number fits between its bounds', 'Lower minimum or exclusiveMinimum, or raise maximum or exclusiveMaximum.');
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
