import { type CharacterSet, rangesOf } from './characterSet';
import { LengthSet } from './LengthSet';
import type { PatternTree } from './patternTree';

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
  const fitting = Array.from({ length: most - least + 1 }, (_, index) => least + index).filter(length => writer.lengthsOf(tree).has(length));
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

/** Writes texts of a pattern with exactly the length asked for, up to the length `most`. */
class TextWriter {
  private readonly known = new Map<PatternTree, LengthSet>();
  private readonly copies = new Map<PatternTree, readonly LengthSet[]>();
  constructor(private readonly most: number) {}

  lengthsOf(tree: PatternTree): LengthSet {
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
        return writeCharacter(tree.set, pick);
      case 'choice': {
        const options = tree.options.filter(option => this.lengthsOf(option).has(length));
        const option = options[pick(options.length)];
        return option ? this.write(option, length, pick) : '';
      }
      case 'sequence': {
        const rests = this.restsOf(tree.parts);
        return this.writeParts({ parts: tree.parts, length, rest: index => rests[index + 1] }, pick);
      }
      case 'repeat':
        return this.writeCopies(tree, length, pick);
    }
  }

  private findLengths(tree: PatternTree): LengthSet {
    switch (tree.kind) {
      case 'start':
      case 'end':
        return LengthSet.of(0, 0);
      case 'set':
        return LengthSet.of(1, 1);
      case 'choice':
        return LengthSet.union(tree.options.map(option => this.lengthsOf(option)));
      case 'sequence':
        return this.restsOf(tree.parts)[0] ?? LengthSet.of(0, 0);
      case 'repeat':
        if (tree.body.kind === 'set') return LengthSet.of(tree.min, Math.min(tree.max, this.most));
        return LengthSet.union(this.copiesOf(tree).slice(tree.min));
    }
  }

  /** rests[i]: the lengths that parts i and after can have together. */
  private restsOf(parts: readonly PatternTree[]): readonly LengthSet[] {
    return parts.reduceRight<LengthSet[]>((rests, part) => [(rests[0] ?? LengthSet.of(0, 0)).plus(this.lengthsOf(part), this.most), ...rests], [LengthSet.of(0, 0)]);
  }

  /** copies[i]: the lengths that i copies of the body can have together. */
  private copiesOf(tree: PatternTree & { kind: 'repeat' }): readonly LengthSet[] {
    const known = this.copies.get(tree);
    if (known) return known;
    const sums = [LengthSet.of(0, 0)];
    const body = this.lengthsOf(tree.body);
    for (let sum = sums[0]; sum && !sum.isEmpty() && sums.length <= Math.min(tree.max, Math.max(tree.min, this.most)); sums.push(sum)) {
      sum = sum.plus(body, this.most);
    }
    this.copies.set(tree, sums);
    return sums;
  }

  private writeCopies(tree: PatternTree & { kind: 'repeat' }, length: number, pick: Picker): string {
    if (tree.body.kind === 'set') {
      const { set } = tree.body;
      return Array.from({ length }, () => writeCharacter(set, pick)).join('');
    }
    const sums = this.copiesOf(tree);
    const counts = [...sums.keys()].filter(count => count >= tree.min && sums[count]?.has(length));
    const count = counts[pick(counts.length)] ?? 0;
    const parts = Array.from({ length: count }, () => tree.body);
    return this.writeParts({ parts, length, rest: index => sums[count - index - 1] }, pick);
  }

  private writeParts({ parts, length, rest }: Parts, pick: Picker): string {
    let left = length;
    return parts
      .map((part, index) => {
        const sizes = this.lengthsOf(part).upTo(left).filter(size => rest(index)?.has(left - size));
        const size = sizes[pick(sizes.length)] ?? 0;
        left -= size;
        return this.write(part, size, pick);
      })
      .join('');
  }
}

interface Parts {
  readonly parts: readonly PatternTree[];
  readonly length: number;
  /** The lengths that the parts after this one can have together. */
  rest(index: number): LengthSet | undefined;
}

const pleasant = Array.from('ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789');
const printable = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));

function writeCharacter(set: CharacterSet, pick: Picker): string {
  const ranges = rangesOf(set);
  const has = (code: number): boolean => ranges.some(({ low, high }) => code >= low && code <= high);
  const liked = [pleasant, printable].map(some => some.filter(character => has(character.charCodeAt(0)))).find(some => some.length > 0);
  if (liked) return liked[pick(liked.length)] ?? '';
  const range = ranges[pick(ranges.length)];
  return range ? String.fromCharCode(range.low + pick(Math.min(64, range.high - range.low + 1))) : '';
}
