import { type CharacterSet, type Range, lineEnds, normalizeRanges, shorthands } from './characterSet';
import { type PatternTree, PatternRefusal } from './patternTree';

/** PostgreSQL's greatest repeat count. */
const greatestCount = 255;
const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v' };

/**
 * Reads the subset that JavaScript, Python, Rust and PostgreSQL read alike: literals, sets, groups, choices, counts, and the anchors ^ and $
 * at the ends. @throws PatternRefusal
 */
export function parsePattern(source: string): PatternTree {
  if (/[\u{10000}-\u{10ffff}]/u.test(source)) {
    throw new PatternRefusal('holds a character outside the basic plane (an emoji, say)', 'Leave that character out.');
  }
  const reader = new Reader(source);
  const tree = readChoice(reader, 0);
  if (!reader.atEnd()) throw new PatternRefusal('has a ) without its (', 'Write \\) for the character itself, or add the (.');
  return tree;
}

class Reader {
  private position = 0;
  constructor(private readonly source: string) {}
  atEnd(): boolean {
    return this.position >= this.source.length;
  }
  startsWith(text: string): boolean {
    return this.source.startsWith(text, this.position);
  }
  take(): string {
    const character = this.source.charAt(this.position);
    this.position += 1;
    return character;
  }
  skip(text: string): boolean {
    const found = this.startsWith(text);
    if (found) this.position += text.length;
    return found;
  }
  match(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.position;
    const found = expression.exec(this.source);
    if (found) this.position += found[0].length;
    return found;
  }
}

function readChoice(reader: Reader, depth: number): PatternTree {
  if (depth > 20) throw new PatternRefusal('nests groups more than 20 deep', 'Write it flatter.');
  const options = [readSequence(reader, depth)];
  while (reader.skip('|')) options.push(readSequence(reader, depth));
  const [only] = options;
  return options.length === 1 && only ? only : { kind: 'choice', options };
}

function readSequence(reader: Reader, depth: number): PatternTree {
  const parts: PatternTree[] = [];
  while (!reader.atEnd() && !reader.startsWith('|') && !reader.startsWith(')')) {
    if (parts.at(-1)?.kind === 'end') throw anchorRefusal('$', 'last');
    if (reader.skip('^')) {
      if (depth > 0 || parts.length > 0) throw anchorRefusal('^', 'first');
      parts.push({ kind: 'start' });
    } else if (reader.skip('$')) {
      if (depth > 0) throw anchorRefusal('$', 'last');
      parts.push({ kind: 'end' });
    } else {
      parts.push(readCount(reader, readAtom(reader, depth)));
    }
  }
  return { kind: 'sequence', parts };
}

function anchorRefusal(anchor: string, place: string): PatternRefusal {
  return new PatternRefusal(
    `has a ${anchor} that is not the ${place} character of the whole`,
    `Move the ${anchor} outside all groups, or write \\${anchor} for the character itself.`,
  );
}

function readCount(reader: Reader, body: PatternTree): PatternTree {
  const found = reader.match(/[*+?]|\{(\d{1,5})(,?)(\d{0,5})\}/y);
  if (!found) return body;
  const [text, least = '', comma = '', most = ''] = found;
  const counted = countOf({ text, least, comma, most });
  if (reader.skip('+')) throw new PatternRefusal('has a possessive quantifier', 'Write the quantifier without the second +.');
  reader.skip('?');
  if (reader.match(/[*+]|\{\d/y)) throw new PatternRefusal('has a quantifier right after another one', 'Keep one of them.');
  return { kind: 'repeat', body, ...counted };
}

function countOf({ text, least, comma, most }: { text: string; least: string; comma: string; most: string }): { min: number; max: number } {
  if (text === '*') return { min: 0, max: Infinity };
  if (text === '+') return { min: 1, max: Infinity };
  if (text === '?') return { min: 0, max: 1 };
  const min = Number(least);
  const max = most === '' ? (comma === '' ? min : Infinity) : Number(most);
  if (min > max) throw new PatternRefusal(`has the empty count ${text}`, 'Write the smaller number first.');
  if (min > greatestCount || (max !== Infinity && max > greatestCount)) {
    throw new PatternRefusal(`counts to more than ${greatestCount}, which PostgreSQL does not`, 'Use minLength and maxLength for lengths.');
  }
  return { min, max };
}

function readAtom(reader: Reader, depth: number): PatternTree {
  const character = reader.take();
  switch (character) {
    case '(':
      return readGroup(reader, depth);
    case '[':
      return { kind: 'set', set: readSet(reader) };
    case '.':
      return { kind: 'set', set: { ranges: lineEnds, negated: true } };
    case '\\':
      return { kind: 'set', set: readEscape(reader) };
    case '*':
    case '+':
    case '?':
      throw new PatternRefusal(`has a ${character} with nothing before it`, `Write \\${character} for the character itself.`);
    case '{':
    case '}':
    case ']':
      throw new PatternRefusal(`has a bare ${character}`, `Write \\${character} for the character itself.`);
    default:
      return { kind: 'set', set: single(character) };
  }
}

function readGroup(reader: Reader, depth: number): PatternTree {
  if (reader.startsWith('?') && !reader.skip('?:')) {
    if (reader.match(/\?(<?[=!])/y)) throw new PatternRefusal('looks ahead or behind', 'Say it without (?= (?! (?<= (?<!, which PostgreSQL and Rust lack.');
    if (reader.match(/\?P?[<']/y)) throw new PatternRefusal('names a group', 'Write ( instead.');
    throw new PatternRefusal('has a (? group that not all engines know', 'Use ( or (?: only.');
  }
  const tree = readChoice(reader, depth + 1);
  if (!reader.skip(')')) throw new PatternRefusal('has a ( without its )', 'Add the ), or write \\( for the character itself.');
  return tree;
}

function readEscape(reader: Reader): CharacterSet {
  const character = reader.take();
  const lower = character.toLowerCase();
  const ranges = shorthands[lower];
  if (ranges && /[dws]/i.test(character)) return { ranges, negated: character !== lower };
  return single(readEscapedCharacter(reader, character));
}

function readEscapedCharacter(reader: Reader, character: string): string {
  const control = /[nrtfv]/.test(character) ? controls[character] : undefined;
  if (control) return control;
  if (character === 'x' || character === 'u') {
    const code = reader.match(character === 'x' ? /[0-9a-fA-F]{2}/y : /[0-9a-fA-F]{4}/y);
    const unit = code ? parseInt(code[0], 16) : 0;
    if (unit === 0 || (unit >= 0xd800 && unit <= 0xdfff)) throw new PatternRefusal(`has a bad \\${character} escape`, 'Write \\xHH or \\uHHHH with the code of a character.');
    return String.fromCharCode(unit);
  }
  if (/[1-9]/.test(character)) throw new PatternRefusal('refers back to a group', 'Say it without \\1, which PostgreSQL and Rust read otherwise.');
  if (character === '') throw new PatternRefusal('ends in a backslash', 'Write \\\\ for the character itself.');
  if (/[A-Za-z0-9]/.test(character)) {
    throw new PatternRefusal(`has the escape \\${character}, which not all engines know`, 'Use \\d \\w \\s, a set such as [a-z], or the character itself.');
  }
  return character;
}

function readSet(reader: Reader): CharacterSet {
  const negated = reader.skip('^');
  const ranges: Range[] = [];
  while (!reader.startsWith(']')) {
    if (reader.atEnd()) throw new PatternRefusal('has a [ without its ]', 'Add the ], or write \\[ for the character itself.');
    if (reader.match(/\[[:.=]/y)) {
      throw new PatternRefusal('has a POSIX class', 'Write the characters, e.g. [a-z].');
    }
    ranges.push(...readSetPart(reader));
  }
  reader.take();
  if (ranges.length === 0) throw new PatternRefusal('has an empty set []', 'Name the characters inside the brackets.');
  return { ranges: normalizeRanges(ranges), negated };
}

function readSetPart(reader: Reader): readonly Range[] {
  const first = readSetCharacter(reader);
  if (typeof first !== 'string') return first;
  const low = first.charCodeAt(0);
  if (!reader.match(/-(?!\])/y)) return [{ low, high: low }];
  const last = readSetCharacter(reader);
  if (typeof last !== 'string') throw new PatternRefusal('has a range that ends in a shorthand', 'Write \\- for the dash itself.');
  const high = last.charCodeAt(0);
  if (high < low) throw new PatternRefusal(`has the empty range ${first}-${last}`, 'Write the smaller character first.');
  return [{ low, high }];
}

function readSetCharacter(reader: Reader): string | readonly Range[] {
  const character = reader.take();
  if (character !== '\\') return character;
  const escaped = reader.take();
  if (/[DWS]/.test(escaped)) throw new PatternRefusal(`has \\${escaped} inside brackets`, 'Use [^…] instead.');
  const ranges = /[dws]/.test(escaped) ? shorthands[escaped] : undefined;
  return ranges ?? readEscapedCharacter(reader, escaped);
}

function single(character: string): CharacterSet {
  const code = character.charCodeAt(0);
  return { ranges: [{ low: code, high: code }], negated: false };
}
