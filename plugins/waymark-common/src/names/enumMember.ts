import { foldToAscii } from './foldToAscii';
import { type NameForms, nameFormsOf } from './nameForms';
import { splitWords } from './splitWords';

export interface EnumMember {
  readonly python: string;
  readonly typescript: string;
  readonly names: NameForms;
}

/** Members of an enumeration for any text: `in progress` is IN_PROGRESS, `2XL` is VALUE_2XL, `+` is U2B (its code point). */
export function enumMember(value: string): EnumMember {
  const spelled = spell(value);
  const names = nameFormsOf(splitWords(spelled));
  const digit = /^[0-9]/.test(names.constant);
  return {
    python: digit ? `VALUE_${names.constant}` : names.constant,
    typescript: digit ? `Value${names.pascal}` : names.pascal,
    names,
  };
}

function spell(value: string): string {
  const folded = foldToAscii(value);
  const nothingLeft = !/[A-Za-z0-9]/.test(folded);
  return Array.from(folded, character => {
    if (/[A-Za-z0-9]/.test(character)) return character;
    const spelled = nothingLeft || /[\p{L}\p{N}\p{M}]/u.test(character);
    return spelled ? ` u${(character.codePointAt(0) ?? 0).toString(16)} ` : character;
  }).join('');
}
