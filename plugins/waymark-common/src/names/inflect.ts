import { pluralize, singularize } from 'inflection';

/** The plural of a lower-case English noun; a noun that English does not count stays as it is. */
export function pluralOf(word: string): string {
  return pluralize(word) || word;
}

/** The singular of a lower-case English plural, only where its plural leads back to it. */
export function singularOf(word: string): string {
  const singular = singularize(word);
  if (singular && pluralOf(singular) === word) return singular;
  return word.length > 2 && /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}
