import type { Problem } from '../problem/problem';
import { isPlainObject } from './tidyAnswers';

const deepest = 40;

/** As own keys they take the place of what every object has: then comparing or printing such an object throws, in any library. */
const takenKeys: ReadonlySet<string> = new Set(['__proto__', 'toString', 'valueOf']);

/** Why data of anybody cannot be read at all: it nests too deep, or has a key that no data may have; undefined where it can be. */
export function unreadableData(value: unknown, path = '', depth = 0): Problem | undefined {
  const unreadable = (what: string, mend: string): Problem => ({ severity: 'error', path: path.slice(0, 100), what, mend });
  if (depth > deepest) return unreadable(`this nests more than ${deepest} deep`, 'Write it flatter.');
  if (Array.isArray(value)) return first(value.map((part: unknown, index) => () => unreadableData(part, `${path}[${index}]`, depth + 1)));
  if (!isPlainObject(value)) return undefined;
  const taken = Object.keys(value).find(key => takenKeys.has(key));
  if (taken !== undefined) return unreadable(`nothing can be called "${taken}"`, 'Choose another name for it.');
  return first(Object.entries(value).map(([key, part]) => () => unreadableData(part, path === '' ? key : `${path}.${key}`, depth + 1)));
}

function first(looks: readonly (() => Problem | undefined)[]): Problem | undefined {
  for (const look of looks) {
    const found = look();
    if (found) return found;
  }
  return undefined;
}
