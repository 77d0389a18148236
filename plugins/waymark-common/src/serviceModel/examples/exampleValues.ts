import { printUnits } from '../exactNumber';
import type { Json } from '../model';
import { refusalOf } from '../refusalOf';
import type { Rules } from '../rules';
import { exampleNumbers } from './exampleNumbers';
import type { ExampleRequest } from './exampleRequest';
import { exampleTexts } from './exampleTexts';

/** Up to `count` different values that fit the rules, the same ones each time; fewer where fewer fit. */
export function exampleValues(rules: Rules, request: ExampleRequest): readonly Json[] {
  const chosen = new Map<string, Json>();
  for (const value of candidates(rules, request)) {
    if (chosen.size >= request.count) break;
    if (refusalOf(rules, value) === undefined) chosen.set(JSON.stringify(value), value);
  }
  return [...chosen.values()];
}

function candidates(rules: Rules, request: ExampleRequest): readonly Json[] {
  const { label, count } = request;
  const each = <Value extends Json>(make: (index: number) => Value): readonly Value[] => Array.from({ length: count }, (_, index) => make(index));
  switch (rules.type) {
    case 'string':
    case 'text':
    case 'email':
    case 'url':
      return exampleTexts(rules, request);
    case 'integer':
    case 'bigint':
    case 'decimal': {
      const print = (units: bigint): Json => (rules.type === 'integer' ? Number(units) : printUnits(units, rules.range?.scale ?? 0));
      return exampleNumbers(rules.range, count).map(print);
    }
    case 'float':
      return exampleFloats(rules, count);
    case 'boolean':
      return [true, false];
    case 'date':
      return each(index => dayAfter(index).slice(0, 10));
    case 'datetime':
      return each(index => `${dayAfter(index).slice(0, 10)}T${timeOf(index)}Z`);
    case 'time':
      return each(timeOf);
    case 'uuid':
      return each(index => `0190a5c8-7e00-7000-8000-${(index + 1).toString(16).padStart(12, '0')}`);
    case 'enum':
      return rules.values ?? [];
    case 'json':
      return each(index => ({ note: `${label} ${index + 1}` }));
    case 'array':
      return exampleLists(rules, request);
  }
}

function dayAfter(index: number): string {
  return new Date(Date.UTC(2026, 0, 15 + index * 17)).toISOString();
}

function timeOf(index: number): string {
  const minutes = 570 + index * 35;
  return [Math.floor(minutes / 60) % 24, minutes % 60, 0].map(part => String(part).padStart(2, '0')).join(':');
}

function exampleFloats(rules: Rules, count: number): readonly number[] {
  const low = Math.max(Number(rules.minimum ?? -Infinity), Number(rules.exclusiveMinimum ?? -Infinity));
  const high = Math.min(Number(rules.maximum ?? Infinity), Number(rules.exclusiveMaximum ?? Infinity));
  const usual = Array.from({ length: count }, (_, index) => 1.5 + index * 2.25);
  const within = (share: number): number => {
    if (Number.isFinite(low) && Number.isFinite(high)) return low + (high - low) * share;
    const size = Math.max(1, Math.abs(Number.isFinite(low) ? low : high));
    return Number.isFinite(low) ? low + size * share : high - size * share;
  };
  const shares = Array.from({ length: count }, (_, index) => within((index + 1) / (count + 1)));
  return [...usual, ...shares.map(value => Number(value.toPrecision(6))), ...shares, low, high].filter(Number.isFinite);
}

function exampleLists(rules: Rules, { label, count }: ExampleRequest): readonly (readonly Json[])[] {
  const { items } = rules;
  if (!items) return [];
  const least = rules.minItems ?? 0;
  const most = Math.min(rules.maxItems ?? Infinity, Math.max(least, 2) + count);
  const pool = exampleValues(items, { label, count: most + count });
  if (pool.length === 0) return least === 0 ? [[]] : [];
  const usual = Math.min(most, Math.max(least, 2));
  const lengths = [usual, ...Array.from({ length: most - least + 1 }, (_, index) => least + index).filter(length => length !== usual && length > 0), 0];
  const lists = lengths.flatMap(length =>
    pool.slice(0, count + 1).map((_, start) => Array.from({ length }, (__, index) => pool[(start + index) % pool.length] ?? null)),
  );
  if (rules.uniqueItems) return lists;
  return [...lists, ...pool.slice(0, count + 1).flatMap(item => lengths.map(length => Array.from({ length }, () => item)))];
}
