import type { z } from 'zod';
import { nearest } from './nearest';
import { listed, quote } from './quote';

interface Described {
  readonly path: readonly PropertyKey[];
  readonly what: string;
  readonly mend: string;
}

/** An issue of zod as people say it: one entry, or one for each unknown key. */
export function describeIssue(issue: z.core.$ZodIssue, known: readonly string[]): readonly Described[] {
  const { path } = issue;
  const name = path.length === 0 ? 'this' : String(path.at(-1));
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key => describeUnknownKey(path, { key, known: path.length === 0 ? known : [] }));
    case 'invalid_type':
      return [
        issue.input === undefined
          ? { path, what: `${name} is missing`, mend: `Give ${name}, ${kindOf(issue.expected)}.` }
          : { path, what: `${quote(issue.input)} is not ${kindOf(issue.expected)}`, mend: `Give ${kindOf(issue.expected)}.` },
      ];
    case 'invalid_value':
      return [
        {
          path,
          what: issue.input === undefined ? `${name} is missing` : `${quote(issue.input)} is no ${name}`,
          mend: `Choose ${listed(issue.values.map(String), 'or')}.`,
        },
      ];
    case 'too_big':
      return [{ path, what: `${name} is ${issue.origin === 'number' ? 'greater' : 'longer'} than ${issue.maximum}`, mend: `Keep it within ${issue.maximum}.` }];
    case 'too_small':
      return [{ path, what: `${name} is ${issue.origin === 'number' ? 'less' : 'shorter'} than ${issue.minimum}`, mend: `Give ${issue.minimum} at least.` }];
    case 'invalid_union':
      return [{ path, what: `${quote(issue.input)} does not fit here`, mend: 'Give a number, or a text where the number must be exact.' }];
    default:
      return [{ path, what: issue.message, mend: 'Give a value as the documentation of the answers describes it.' }];
  }
}

function describeUnknownKey(path: readonly PropertyKey[], { key, known }: { key: string; known: readonly string[] }): Described {
  const meant = nearest(key, known);
  const choices = known.length > 0 ? `remove it; known here: ${listed(known)}.` : 'remove it.';
  return {
    path: [...path, key],
    what: `${quote(key)} is not known here`,
    mend: meant ? `Write ${meant}, or ${choices}` : `${choices.charAt(0).toUpperCase()}${choices.slice(1)}`,
  };
}

function kindOf(expected: string): string {
  switch (expected) {
    case 'string':
      return 'a text';
    case 'int':
      return 'a whole number';
    case 'array':
      return 'a list';
    case 'object':
    case 'record':
      return 'an object';
    default:
      return `a ${expected}`;
  }
}
