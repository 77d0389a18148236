import { foldToAscii } from '../../names/foldToAscii';
import { matchingTexts } from '../pattern/matchingTexts';
import type { Rules } from '../rules';
import type { ExampleRequest } from './exampleRequest';

/** Texts, addresses and e-mail addresses within their lengths, and matching their pattern. */
export function exampleTexts(rules: Rules, request: ExampleRequest): readonly string[] {
  const { label, count } = request;
  const min = rules.minLength ?? 0;
  const max = rules.maxLength ?? Infinity;
  const each = (make: (number: number) => string): readonly string[] => Array.from({ length: count }, (_, index) => make(index + 1));
  switch (rules.type) {
    case 'email':
      return each(number => emailOf(number, { min, max }));
    case 'url':
      return each(number => stretch(`https://example.com/${number}`, min));
    case 'string':
    case 'text': {
      const plain = each(number => fit(`${label} ${number}`, { number, min, max }));
      if (!rules.patternTree) return plain;
      return preferTrimmed([...plain, ...matchingTexts(rules.patternTree, { min, max }, count * 3)]);
    }
    default:
      return [];
  }
}

/** Texts with blanks at their ends are last: a service may trim them. */
function preferTrimmed(texts: readonly string[]): readonly string[] {
  const isTrimmed = (text: string): boolean => text !== '' && text.trim() === text;
  return [...texts.filter(isTrimmed), ...texts.filter(text => !isTrimmed(text))];
}

function fit(text: string, { number, min, max }: { number: number; min: number; max: number }): string {
  if (text.length > max) {
    const digits = number.toString(36).toUpperCase();
    return digits.length >= max ? digits.slice(-max) : `${Array.from(text).slice(0, max - digits.length).join('').trimEnd()}${digits}`;
  }
  return stretch(text, min);
}

function stretch(text: string, min: number): string {
  const missing = min - Array.from(text).length;
  return missing > 0 ? text + 'x'.repeat(missing) : text;
}

function emailOf(number: number, { min, max }: { min: number; max: number }): string {
  const usual = `person${number}@example.com`;
  const short = usual.length > max ? `p${number}@example.com` : usual;
  const [local = '', domain = ''] = short.split('@');
  const name = stretch(local, Math.min(64, min - domain.length - 1));
  let missing = min - name.length - domain.length - 1;
  let labels = '';
  while (missing > 0) {
    const size = Math.max(2, Math.min(60, missing === 61 ? 59 : missing));
    labels = `${'a'.repeat(size - 1)}.${labels}`;
    missing -= size;
  }
  return foldToAscii(`${name}@${labels}${domain}`);
}
