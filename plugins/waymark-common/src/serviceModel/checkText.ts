import { isPlainObject } from './tidyAnswers';
import type { ProblemCollector } from './problemCollector';

/** Reports every text, at any depth, that neither a file nor a database can hold: with NUL, or with half a surrogate pair. */
export function checkText(value: unknown, path: string, problems: ProblemCollector): void {
  if (typeof value === 'string') {
    if (value.includes('\0')) problems.add(path, 'the text holds a NUL character', 'Remove the character with code 0.');
    if (/\p{Surrogate}/u.test(value)) {
      problems.add(path, 'the text holds half a character (a lone surrogate)', 'Type the text again where it was cut.');
    }
  } else if (Array.isArray(value)) {
    value.forEach((part: unknown, index) => checkText(part, `${path}[${index}]`, problems));
  } else if (isPlainObject(value)) {
    for (const [key, part] of Object.entries(value)) {
      const place = path === '' ? key : `${path}.${key}`;
      checkText(key, place, problems);
      checkText(part, place, problems);
    }
  }
}
