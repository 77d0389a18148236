import type { FieldType, ItemType } from '../answers/fieldTypes';
import type { PatternTree } from './pattern/patternTree';
import type { ValueRules } from './model';

/** Everything that says whether a value fits: the rules of the model, and what only the making of examples needs. */
export interface Rules<Type extends FieldType = FieldType> extends ValueRules<Type> {
  readonly patternTree: PatternTree | null;
  readonly range: ExactRange | null;
  readonly values: readonly string[] | null;
  readonly items: Rules<ItemType> | null;
  readonly minItems: number | null;
  readonly maxItems: number | null;
  readonly uniqueItems: boolean;
}

/** The values of integer, bigint and decimal, in units of 10^-scale, both ends included. */
export interface ExactRange {
  readonly scale: number;
  readonly lowest: bigint;
  readonly highest: bigint;
  /** Was the end set by a constraint, or is it the type's own? */
  readonly isLowestGiven: boolean;
  readonly isHighestGiven: boolean;
}

const exactLimits: { readonly [Type in 'integer' | 'bigint']: readonly [bigint, bigint] } = {
  integer: [-(2n ** 31n), 2n ** 31n - 1n],
  bigint: [-(2n ** 63n), 2n ** 63n - 1n],
};

/** What the column's own type can hold, in units of 10^-scale. */
export function typeLimits(type: 'integer' | 'bigint' | 'decimal', precision: number): readonly [bigint, bigint] {
  if (type !== 'decimal') return exactLimits[type];
  const end = 10n ** BigInt(precision) - 1n;
  return [-end, end];
}

export function isExactType(type: FieldType): type is 'integer' | 'bigint' | 'decimal' {
  return type === 'integer' || type === 'bigint' || type === 'decimal';
}

export function isTextType(type: FieldType): type is 'string' | 'text' | 'email' | 'url' {
  return type === 'string' || type === 'text' || type === 'email' || type === 'url';
}
