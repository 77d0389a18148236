import type { Problem } from '../problem/problem';
import { isPlainObject } from './tidyAnswers';

/** What data may hold, so that whatever looks at it (schemas, comparisons of all with all, templates) has little to look at. */
const limits = { depth: 40, list: 1000, values: 100_000, characters: 1_000_000, key: 200 } as const;

/** As own keys they take the place of what every object has: then comparing or printing such an object throws, in any library. */
const takenKeys: ReadonlySet<string> = new Set(['__proto__', 'toString', 'valueOf']);

/** Why data of anybody cannot be read at all: it nests too deep, is too much, or has a key that no data may have; undefined where it can be. */
export function unreadableData(value: unknown): Problem | undefined {
  return look({ value, path: '', depth: 0 }, { values: 0, characters: 0 });
}

interface Place {
  readonly value: unknown;
  readonly path: string;
  readonly depth: number;
}

interface Seen {
  values: number;
  characters: number;
}

function look({ value, path, depth }: Place, seen: Seen): Problem | undefined {
  const unreadable = (what: string, mend: string): Problem => ({ severity: 'error', path: path.slice(0, 100), what, mend });
  seen.values += 1;
  if (typeof value === 'string') seen.characters += value.length;
  if (seen.values > limits.values) return unreadable(`there are more than ${limits.values} values`, 'Leave some out.');
  if (seen.characters > limits.characters) return unreadable(`there are more than ${limits.characters} characters of text`, 'Write less.');
  if (depth > limits.depth) return unreadable(`this nests more than ${limits.depth} deep`, 'Write it flatter.');
  if (Array.isArray(value)) {
    if (value.length > limits.list) return unreadable(`the list has ${value.length} entries, more than ${limits.list}`, 'Leave some out.');
    return first(value, (part, index) => look({ value: part, path: `${path}[${index}]`, depth: depth + 1 }, seen));
  }
  if (!isPlainObject(value)) return undefined;
  return first(Object.keys(value), key => {
    seen.characters += key.length;
    if (takenKeys.has(key)) return unreadable(`nothing can be called "${key}"`, 'Choose another name for it.');
    if (key.length > limits.key) return unreadable(`a key has ${key.length} characters, more than ${limits.key}`, 'Choose a shorter name.');
    return look({ value: value[key], path: path === '' ? key : `${path}.${key}`, depth: depth + 1 }, seen);
  });
}

function first<T>(parts: readonly T[], find: (part: T, index: number) => Problem | undefined): Problem | undefined {
  for (const [index, part] of parts.entries()) {
    const found = find(part, index);
    if (found) return found;
  }
  return undefined;
}
