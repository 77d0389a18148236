import { isPlainObject } from './tidyAnswers';
import type { ProblemCollector } from './problemCollector';

const deepest = 40;

/** Reports every text, at any depth, that neither a file nor a database can hold: with NUL, or with half a surrogate pair. False: it nests too deep to be read. */
export function checkText(value: unknown, path: string, problems: ProblemCollector): boolean {
  return walk({ value, path, depth: 0 }, problems);
}

interface Place {
  readonly value: unknown;
  readonly path: string;
  readonly depth: number;
}

function walk({ value, path, depth }: Place, problems: ProblemCollector): boolean {
  if (depth > deepest) {
    problems.add(path.slice(0, 100), `the answers nest more than ${deepest} deep`, 'Write them flatter.');
    return false;
  }
  if (typeof value === 'string') {
    if (value.includes('\0')) problems.add(path, 'the text holds a NUL character', 'Remove the character with code 0.');
    if (/\p{Surrogate}/u.test(value)) {
      problems.add(path, 'the text holds half a character (a lone surrogate)', 'Type the text again where it was cut.');
    }
  } else if (Array.isArray(value)) {
    return value.map((part: unknown, index) => walk({ value: part, path: `${path}[${index}]`, depth: depth + 1 }, problems)).every(Boolean);
  } else if (isPlainObject(value)) {
    return Object.entries(value)
      .map(([key, part]) => {
        const place = path === '' ? key : `${path}.${key}`;
        return [key, part].map(text => walk({ value: text, path: place, depth: depth + 1 }, problems)).every(Boolean);
      })
      .every(Boolean);
  }
  return true;
}
