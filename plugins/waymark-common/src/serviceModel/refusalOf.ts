import { readExact, unitsAt } from './exactNumber';
import type { Json } from './model';
import type { Rules } from './rules';

/** Why a value does not fit, as the end of "the value …"; undefined when it fits. */
export function refusalOf(rules: Rules, value: Json): string | undefined {
  switch (rules.type) {
    case 'string':
    case 'text':
    case 'email':
    case 'url':
      return textRefusal(rules, value);
    case 'integer':
    case 'bigint':
    case 'decimal':
      return exactRefusal(rules, value);
    case 'float':
      return floatRefusal(rules, value);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'is neither true nor false';
    case 'date':
      return isDate(value) ? undefined : 'is not a date such as 2026-01-31';
    case 'datetime':
      return isDatetime(value) ? undefined : 'is not a time with its zone such as 2026-01-31T09:30:00Z';
    case 'time':
      return typeof value === 'string' && timePattern.test(value) ? undefined : 'is not a time such as 09:30:00';
    case 'uuid':
      return typeof value === 'string' && uuidPattern.test(value) ? undefined : 'is not a UUID';
    case 'enum':
      return typeof value === 'string' && rules.values?.includes(value) ? undefined : 'is not one of the values';
    case 'json':
      return undefined;
    case 'array':
      return listRefusal(rules, value);
  }
}

const timePattern = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?$/;
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const emailPattern = /^[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+$/;
const urlPattern = /^https?:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:[/?#][^\s]*)?$/;

function textRefusal(rules: Rules, value: Json): string | undefined {
  if (typeof value !== 'string') return 'is not a text';
  const length = Array.from(value).length;
  if (rules.minLength !== null && length < rules.minLength) return `is shorter than ${rules.minLength} characters`;
  if (rules.maxLength !== null && length > rules.maxLength) return `is longer than ${rules.maxLength} characters`;
  if (rules.type === 'email' && (!emailPattern.test(value) || value.indexOf('@') > 64)) return 'is not an e-mail address';
  if (rules.type === 'url' && !urlPattern.test(value)) return 'is not a web address';
  if (rules.pattern !== null && length <= 1000 && !new RegExp(rules.pattern, 'u').test(value)) return `does not match ${rules.pattern}`;
  return undefined;
}

function exactRefusal(rules: Rules, value: Json): string | undefined {
  const exact = readExact(value);
  if (!exact || !rules.range) return 'is not a number';
  if (typeof value === 'number' && !Number.isSafeInteger(Number(exact.units))) return 'is too long to be exact as a number, so must be in quotes';
  const { scale, lowest, highest } = rules.range;
  const units = unitsAt(exact, scale);
  if (units === undefined) return scale === 0 ? 'is not a whole number' : `has more than ${scale} digits after the point`;
  if (units < lowest) return 'is too small';
  return units > highest ? 'is too great' : undefined;
}

function floatRefusal(rules: Rules, value: Json): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'is not a number';
  const below = value < Number(rules.minimum ?? -Infinity) || (rules.exclusiveMinimum !== null && value <= Number(rules.exclusiveMinimum));
  if (below) return 'is too small';
  const above = value > Number(rules.maximum ?? Infinity) || (rules.exclusiveMaximum !== null && value >= Number(rules.exclusiveMaximum));
  return above ? 'is too great' : undefined;
}

function isDate(value: Json): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value) || value.startsWith('0000')) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function isDatetime(value: Json): boolean {
  const match = typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?)(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/.exec(value) : null;
  return match !== null && isDate(match[1] ?? '') && timePattern.test(match[2] ?? '');
}

function listRefusal(rules: Rules, value: Json): string | undefined {
  if (!Array.isArray(value)) return 'is not a list';
  const list: readonly Json[] = value;
  if (rules.minItems !== null && list.length < rules.minItems) return `has fewer than ${rules.minItems} items`;
  if (rules.maxItems !== null && list.length > rules.maxItems) return `has more than ${rules.maxItems} items`;
  if (rules.uniqueItems && new Set(list.map(item => JSON.stringify(item))).size < list.length) return 'has an item twice';
  const { items } = rules;
  const refused = items && list.map(item => refusalOf(items, item)).find(reason => reason !== undefined);
  return refused ? `has an item that ${refused}` : undefined;
}
