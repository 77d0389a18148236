export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Keys whose value is the person's own and is never tidied away: an empty text is a default like any other. */
const kept: ReadonlySet<string> = new Set(['default', 'values', 'features']);

/** Keys that must be there, so that a blank one is reported as blank and not as missing. */
const named: ReadonlySet<string> = new Set(['name', 'to', 'from', 'type', 'owner']);

/**
 * What forms and hands leave behind: `null` and blank texts for "not given", and the short spellings
 * `items: string` and `transitions: {draft: [active]}`.
 */
export function tidyAnswers(input: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(input)
    .filter(([key, value]) => !isLeftOver(key, value))
    .map(([key, value]) => [key, tidyValue(key, value)] as const);
  return Object.fromEntries(entries);
}

function isLeftOver(key: string, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'string' && value.trim() === '' && !kept.has(key) && !named.has(key);
}

function tidyValue(key: string, value: unknown): unknown {
  if (key === 'values' && Array.isArray(value)) return value.filter(part => part !== null && part !== undefined);
  if (kept.has(key)) return value;
  if (key === 'items' && typeof value === 'string') return { type: value };
  if (key === 'transitions' && isPlainObject(value)) return Object.entries(value).map(([from, to]) => ({ from, to: listOf(to) }));
  if (Array.isArray(value)) return value.map((part: unknown) => (isPlainObject(part) ? tidyAnswers(part) : part));
  return isPlainObject(value) ? tidyAnswers(value) : value;
}

function listOf(value: unknown): unknown {
  if (typeof value === 'string') return [value];
  return value ?? [];
}
