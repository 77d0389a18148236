import { printUnits } from '../exactNumber';
import type { InvalidExample, Json } from '../model';
import { refusalOf } from '../refusalOf';
import { type Rules, typeLimits } from '../rules';

/** Values that the rules refuse, each with the reason; a required value may not be null, a required text not blank. */
export function invalidExamples(rules: Rules, { required, valid }: { required: boolean; valid: Json | undefined }): readonly InvalidExample[] {
  const found = new Map<string, InvalidExample>();
  for (const value of wrongValues(rules, valid)) {
    const reason = refusalOf(rules, value);
    if (reason !== undefined && !found.has(reason)) found.set(reason, { value, reason });
  }
  const more: InvalidExample[] = [];
  if (required && rules.type !== 'json') more.push({ value: null, reason: 'is missing' });
  if (required && (rules.type === 'string' || rules.type === 'text')) more.push({ value: '   ', reason: 'is blank' });
  const known = [...found.values()].filter(example => !more.some(other => other.value === example.value));
  return [...known, ...more];
}

function wrongValues(rules: Rules, valid: Json | undefined): readonly Json[] {
  switch (rules.type) {
    case 'string':
    case 'text':
      return [
        ...(rules.minLength === null ? [] : ['x'.repeat(rules.minLength - 1)]),
        ...(rules.maxLength === null || rules.maxLength > 5000 ? [] : ['x'.repeat(rules.maxLength + 1)]),
        ...mismatches(rules),
        { not: 'a text' },
      ];
    case 'integer':
    case 'bigint':
    case 'decimal':
      return wrongNumbers(rules);
    case 'float':
      return ['not a number', ...wrongFloats(rules)];
    case 'boolean':
      return ['neither'];
    case 'date':
      return ['2026-02-30', 'tomorrow'];
    case 'datetime':
      return ['2026-02-30T09:30:00Z', 'tomorrow'];
    case 'time':
      return ['25:00:00', 'noon'];
    case 'uuid':
      return ['not-a-uuid'];
    case 'email':
      return ['not an e-mail address', `${'x'.repeat(rules.maxLength ?? 254)}@example.com`];
    case 'url':
      return ['not a web address'];
    case 'enum':
      return ['not-one-of-the-values', 'no-such-value'];
    case 'json':
      return [];
    case 'array':
      return wrongLists(rules, valid);
  }
}

function mismatches(rules: Rules): readonly string[] {
  if (rules.pattern === null) return [];
  const length = Math.max(1, rules.minLength ?? 0);
  return ['!', '#', 'x', '0', '~', ' !'].map(text => text.repeat(length).slice(0, rules.maxLength ?? undefined));
}

function wrongNumbers({ type, range, precision }: Rules): readonly Json[] {
  if (!range) return [];
  const [least, most] = typeLimits(type === 'decimal' || type === 'bigint' ? type : 'integer', precision ?? 38);
  const write = (units: bigint): Json => (type === 'integer' ? Number(units) : printUnits(units, range.scale));
  const outside = [
    ...(range.isLowestGiven && range.lowest > least ? [write(range.lowest - 1n)] : []),
    ...(range.isHighestGiven && range.highest < most ? [write(range.highest + 1n)] : []),
  ];
  const between = type === 'integer' ? 1.5 : `0.${'0'.repeat(range.scale)}1`;
  return [...outside, 'not a number', between, write(most + 1n)];
}

function wrongFloats(rules: Rules): readonly number[] {
  const low = [rules.minimum, rules.exclusiveMinimum].filter(bound => bound !== null).map(bound => Number(bound) - 1);
  const high = [rules.maximum, rules.exclusiveMaximum].filter(bound => bound !== null).map(bound => Number(bound) + 1);
  return [...(low.length > 0 ? [Math.min(...low)] : []), ...(high.length > 0 ? [Math.max(...high)] : [])];
}

function wrongLists(rules: Rules, valid: Json | undefined): readonly Json[] {
  const list: readonly Json[] = Array.isArray(valid) ? valid : [];
  const [first] = list;
  return [
    'not a list',
    ...(rules.minItems === null ? [] : [list.slice(0, rules.minItems - 1)]),
    ...(rules.maxItems === null || first === undefined ? [] : [Array.from({ length: rules.maxItems + 1 }, () => first)]),
    ...(rules.uniqueItems && first !== undefined ? [[first, first]] : []),
    [...list.slice(1), { not: 'an item' }],
  ];
}
