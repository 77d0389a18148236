const letters: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'], ['ẞ', 'SS'], ['æ', 'ae'], ['Æ', 'AE'], ['œ', 'oe'], ['Œ', 'OE'], ['ø', 'o'], ['Ø', 'O'],
  ['đ', 'd'], ['Đ', 'D'], ['ð', 'd'], ['Ð', 'D'], ['ł', 'l'], ['Ł', 'L'], ['þ', 'th'], ['Þ', 'TH'], ['ı', 'i'],
  ['ħ', 'h'], ['Ħ', 'H'], ['ŋ', 'n'], ['Ŋ', 'N'],
]);

/** Latin letters without their accents; what has no ASCII form stays as it is. */
export function foldToAscii(text: string): string {
  const folded = Array.from(text, character => letters.get(character) ?? character)
    .join('')
    .normalize('NFKD');
  return folded.replace(/([A-Za-z])\p{M}+/gu, '$1').normalize('NFC');
}

/** Letters and digits of a text that no ASCII identifier can hold, each once. */
export function unfoldableCharacters(text: string): readonly string[] {
  return [...new Set(Array.from(foldToAscii(text)).filter(character => /[^ -~]/.test(character) && /[\p{L}\p{N}\p{M}]/u.test(character)))];
}
