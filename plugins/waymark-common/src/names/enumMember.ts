import { foldToAscii } from './foldToAscii';
import { type NameForms, nameFormsOf } from './nameForms';
import { splitWords } from './splitWords';

export interface EnumMember {
  readonly python: string;
  readonly typescript: string;
  readonly names: NameForms;
}

const signs: ReadonlyMap<string, string> = new Map([
  ['+', 'plus'], ['-', 'minus'], ['#', 'sharp'], ['%', 'percent'], ['&', 'and'], ['*', 'star'], ['/', 'slash'], ['<', 'less'], ['>', 'greater'], ['=', 'equal'],
]);

/**
 * Members of an enumeration for any texts: `in progress` is IN_PROGRESS, `2XL` is VALUE_2XL, `+` is U2B (its code point).
 * Signs are left out unless they alone tell values apart: `A+` and `A-` are A_PLUS and A_MINUS.
 */
export function enumMembers(values: readonly string[]): readonly EnumMember[] {
  const members = values.map(value => memberOf(spell(value)));
  const isShared = (member: EnumMember): boolean =>
    members.some(other => other !== member && (other.python === member.python || other.typescript === member.typescript));
  return members.map((member, index) => (isShared(member) ? memberOf(spell(values[index] ?? '', { withSigns: true })) : member));
}

const isLetter = (character: string): boolean => /[\p{L}\p{N}\p{M}]/u.test(character);
const isVisible = (character: string): boolean => /\S/.test(character);
const codePoint = (character: string): string => `u${(character.codePointAt(0) ?? 0).toString(16)}`;

function memberOf(spelled: string): EnumMember {
  const names = nameFormsOf(splitWords(spelled));
  const digit = /^[0-9]/.test(names.constant);
  return {
    python: digit ? `VALUE_${names.constant}` : names.constant,
    typescript: digit ? `Value${names.pascal}` : names.pascal,
    names,
  };
}

/** ASCII letters and digits as they are, other letters as code points, and signs in words, as code points or not at all. */
function spell(value: string, { withSigns = false } = {}): string {
  const folded = foldToAscii(value);
  const nothingLeft = !/[A-Za-z0-9]/.test(folded);
  return Array.from(folded, character => {
    if (/[A-Za-z0-9]/.test(character)) return character;
    if (nothingLeft || isLetter(character)) return ` ${codePoint(character)} `;
    return withSigns && isVisible(character) ? ` ${signs.get(character) ?? codePoint(character)} ` : character;
  }).join('');
}
