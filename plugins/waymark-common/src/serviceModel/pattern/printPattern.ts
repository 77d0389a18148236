import type { CharacterSet, Range } from './characterSet';
import type { PatternTree } from './patternTree';

/** The pattern in the spelling that JavaScript (with and without the u flag), Python, Rust and PostgreSQL read alike. */
export function printPattern(tree: PatternTree): string {
  switch (tree.kind) {
    case 'start':
      return '^';
    case 'end':
      return '$';
    case 'set':
      return printSet(tree.set);
    case 'sequence':
      return tree.parts.map(part => (part.kind === 'choice' || part.kind === 'sequence' ? group(part) : printPattern(part))).join('');
    case 'choice':
      return tree.options.map(printPattern).join('|');
    case 'repeat':
      return (tree.body.kind === 'set' ? printSet(tree.body.set) : group(tree.body)) + printCount(tree.min, tree.max);
  }
}

function group(tree: PatternTree): string {
  return `(?:${printPattern(tree)})`;
}

function printCount(min: number, max: number): string {
  if (max === Infinity) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
  if (min === 0 && max === 1) return '?';
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

function printSet(set: CharacterSet): string {
  const [only] = set.ranges;
  if (!set.negated && set.ranges.length === 1 && only && only.low === only.high) return printCharacter(only.low, /[\^$\\.*+?()[\]{}|]/);
  return `[${set.negated ? '^' : ''}${set.ranges.map(printRange).join('')}]`;
}

function printRange({ low, high }: Range): string {
  const first = printCharacter(low, /[\\\][^-]/);
  if (low === high) return first;
  const last = printCharacter(high, /[\\\][^-]/);
  return high === low + 1 ? first + last : `${first}-${last}`;
}

function printCharacter(code: number, special: RegExp): string {
  const character = String.fromCharCode(code);
  if (special.test(character)) return `\\${character}`;
  const isPrintable = code >= 0x20 && !/[\p{C}\p{Z}]/u.test(character);
  return code === 0x20 || isPrintable ? character : `\\u${code.toString(16).padStart(4, '0')}`;
}
