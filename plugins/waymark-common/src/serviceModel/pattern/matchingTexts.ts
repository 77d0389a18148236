import { rangesOf } from './characterSet';
import type { PatternTree } from './patternTree';

/** lengths[n]: can the node match exactly n characters? */
type Lengths = readonly boolean[];

interface LengthLimits {
  readonly min: number;
  readonly max: number;
}

/** How much longer than the shortest match an example may be. */
const slack = 24;
const longest = 400;

/**
 * Up to `count` different texts that match the whole pattern within the length limits; none if there are none within reach.
 * The same pattern gives the same texts.
 */
export function matchingTexts(tree: PatternTree, { min, max }: LengthLimits, count: number): readonly string[] {
  const least = Math.max(min, shortestLength(tree));
  const most = Math.min(max, least + slack);
  if (least > most || most > longest) return [];
  const writer = new TextWriter(most);
  const fitting = Array.from({ length: most - least + 1 }, (_, index) => least + index).filter(length => writer.lengthsOf(tree)[length]);
  const texts = new Set<string>();
  for (let attempt = 0; attempt < count * 12 && texts.size < count && fitting.length > 0; attempt += 1) {
    const length = fitting[Math.min(fitting.length - 1, (attempt % 3) * 2 + Math.floor(attempt / (count * 4)))] ?? least;
    texts.add(writer.write(tree, length, createPicker(attempt)));
  }
  return [...texts];
}

function shortestLength(tree: PatternTree): number {
  switch (tree.kind) {
    case 'start':
    case 'end':
      return 0;
    case 'set':
      return 1;
    case 'choice':
      return Math.min(...tree.options.map(shortestLength));
    case 'sequence':
      return tree.parts.reduce((sum, part) => sum + shortestLength(part), 0);
    case 'repeat':
      return tree.min * shortestLength(tree.body);
  }
}

/** A small linear congruential generator: examples vary, and are the same each time. */
function createPicker(seed: number): (size: number) => number {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return size => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 0x100000000) * size);
  };
}

type Picker = ReturnType<typeof createPicker>;

class TextWriter {
  private readonly known = new Map<PatternTree, Lengths>();
  private readonly rests = new Map<PatternTree, readonly Lengths[]>();
  constructor(private readonly most: number) {}

  lengthsOf(tree: PatternTree): Lengths {
    const known = this.known.get(tree);
    if (known) return known;
    const lengths = this.findLengths(tree);
    this.known.set(tree, lengths);
    return lengths;
  }

  write(tree: PatternTree, length: number, pick: Picker): string {
    switch (tree.kind) {
      case 'start':
      case 'end':
        return '';
      case 'set':
        return writeCharacter(tree, pick);
      case 'choice': {
        const options = tree.options.filter(option => this.lengthsOf(option)[length]);
        const option = options[pick(options.length)];
        return option ? this.write(option, length, pick) : '';
      }
      case 'sequence':
        return this.writeAll(tree, { parts: tree.parts, length }, pick);
      case 'repeat':
        return this.writeAll(tree, { parts: this.copiesOf(tree, length, pick), length }, pick);
    }
  }

  private findLengths(tree: PatternTree): Lengths {
    switch (tree.kind) {
      case 'start':
      case 'end':
        return this.only(0);
      case 'set':
        return this.only(1);
      case 'choice': {
        const all = tree.options.map(option => this.lengthsOf(option));
        return this.only(0).map((_, length) => all.some(lengths => lengths[length]));
      }
      case 'sequence':
        return this.restsOf(tree, tree.parts)[0] ?? this.only(0);
      case 'repeat': {
        let sum: Lengths = this.only(0);
        const reached = this.only(0).map(() => false);
        const most = Math.min(tree.max, Math.max(tree.min, this.most));
        for (let copies = 0; copies <= most; copies += 1) {
          if (copies >= tree.min) sum.forEach((can, length) => (reached[length] ||= can));
          sum = add(sum, this.lengthsOf(tree.body));
        }
        return reached;
      }
    }
  }

  /** rests[i]: the lengths that parts i and after can match together. */
  private restsOf(tree: PatternTree, parts: readonly PatternTree[]): readonly Lengths[] {
    const known = tree.kind === 'sequence' ? this.rests.get(tree) : undefined;
    if (known) return known;
    const rests: Lengths[] = [this.only(0)];
    for (const part of [...parts].reverse()) rests.unshift(add(rests[0] ?? this.only(0), this.lengthsOf(part)));
    if (tree.kind === 'sequence') this.rests.set(tree, rests);
    return rests;
  }

  private copiesOf(tree: PatternTree & { kind: 'repeat' }, length: number, pick: Picker): readonly PatternTree[] {
    let sum: Lengths = this.only(0);
    const counts: number[] = [];
    for (let copies = 0; copies <= Math.min(tree.max, Math.max(tree.min, length)); copies += 1) {
      if (copies >= tree.min && sum[length]) counts.push(copies);
      sum = add(sum, this.lengthsOf(tree.body));
    }
    return Array.from({ length: counts[pick(counts.length)] ?? 0 }, () => tree.body);
  }

  private writeAll(tree: PatternTree, { parts, length }: { parts: readonly PatternTree[]; length: number }, pick: Picker): string {
    const rests = this.restsOf(tree, parts);
    let left = length;
    return parts
      .map((part, index) => {
        const rest = rests[index + 1] ?? [];
        const choices = [...this.lengthsOf(part).keys()].filter(size => this.lengthsOf(part)[size] && size <= left && rest[left - size]);
        const size = choices[pick(choices.length)] ?? 0;
        left -= size;
        return this.write(part, size, pick);
      })
      .join('');
  }

  private only(length: number): boolean[] {
    return Array.from({ length: this.most + 1 }, (_, index) => index === length);
  }
}

function add(a: Lengths, b: Lengths): Lengths {
  const sum = a.map(() => false);
  const steps = [...b.keys()].filter(size => b[size]);
  a.forEach((can, length) => {
    if (!can) return;
    for (const size of steps) if (length + size < sum.length) sum[length + size] = true;
  });
  return sum;
}

const pleasant = Array.from('ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789');
const printable = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));

function writeCharacter(tree: PatternTree & { kind: 'set' }, pick: Picker): string {
  const ranges = rangesOf(tree.set);
  const has = (code: number): boolean => ranges.some(({ low, high }) => code >= low && code <= high);
  const liked = [pleasant, printable].map(some => some.filter(character => has(character.charCodeAt(0)))).find(some => some.length > 0);
  if (liked) return liked[pick(liked.length)] ?? '';
  const range = ranges[pick(ranges.length)];
  return range ? String.fromCharCode(range.low + pick(Math.min(64, range.high - range.low + 1))) : '';
}
