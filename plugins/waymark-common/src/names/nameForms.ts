import { foldToAscii } from './foldToAscii';
import { pluralOf, singularOf } from './inflect';
import { splitWords } from './splitWords';

/** One name in every case. All but `human` and `title` are ASCII. */
export interface NameForms {
  readonly pascal: string;
  readonly camel: string;
  readonly snake: string;
  readonly kebab: string;
  readonly constant: string;
  /** "order line" */
  readonly human: string;
  /** "Order Line" */
  readonly title: string;
}

export interface SingularAndPlural {
  readonly singular: string;
  readonly plural: string;
}

/** A noun in every case and number. */
export type NounForms = { readonly [Case in keyof NameForms]: SingularAndPlural };

/** A name in every case, from its words as {@link splitWords} gives them. */
export function nameFormsOf(words: readonly string[]): NameForms {
  const ascii = words.map(foldToAscii).map(word => word.toLowerCase().replace(/[^a-z0-9]/g, '')).filter(word => word !== '');
  const pascal = ascii.map(capitalize).join('');
  return {
    pascal,
    camel: [ascii[0] ?? '', ...ascii.slice(1).map(capitalize)].join(''),
    snake: ascii.join('_'),
    kebab: ascii.join('-'),
    constant: ascii.join('_').toUpperCase(),
    human: words.join(' '),
    title: words.map(capitalize).join(' '),
  };
}

/** A noun in every case and number; the plural is derived unless `plural` gives it. */
export function nounFormsOf(name: string, plural?: string): NounForms {
  const words = splitWords(name);
  const one = nameFormsOf(words);
  const many = nameFormsOf(plural === undefined ? pluralWords(words) : splitWords(plural));
  const both = (form: keyof NameForms): SingularAndPlural => ({ singular: one[form], plural: many[form] });
  return {
    pascal: both('pascal'),
    camel: both('camel'),
    snake: both('snake'),
    kebab: both('kebab'),
    constant: both('constant'),
    human: both('human'),
    title: both('title'),
  };
}

/** The words with the last one in the plural. */
function pluralWords(words: readonly string[]): readonly string[] {
  return changeLast(words, pluralOf);
}

/** The words with the last one in the singular. */
export function singularWords(words: readonly string[]): readonly string[] {
  return changeLast(words, singularOf);
}

function changeLast(words: readonly string[], change: (word: string) => string): readonly string[] {
  const last = words.at(-1);
  return last === undefined ? words : [...words.slice(0, -1), change(last)];
}

function capitalize(word: string): string {
  const [first = '', ...rest] = Array.from(word);
  return first.toUpperCase() + rest.join('');
}
