import { type Range, overlap, rangesOf } from './characterSet';
import type { PatternTree } from './patternTree';

/** Where a text can begin, end and go on, position by position (Glushkov's automaton, with parallel arrows kept apart). */
interface Automaton {
  readonly sets: (readonly Range[])[];
  readonly follow: number[][];
}

interface Piece {
  readonly nullable: boolean;
  readonly first: readonly number[];
  readonly last: readonly number[];
}

const mostPositions = 250;
const mostArrows = 2000;
/** Up to this count a repeat is written out; more is judged as if it had no end. */
const writtenOut = 3;

/**
 * Can one text be read along exponentially many ways, so that a backtracking engine hangs on it (as with `(a+)+`)?
 * So it is exactly when some position has two different ways back to itself over the same text.
 */
export function isCatastrophic(tree: PatternTree): boolean {
  const automaton: Automaton = { sets: [], follow: [] };
  build(tree, automaton);
  const arrows = automaton.follow.reduce((sum, targets) => sum + targets.length, 0);
  if (automaton.sets.length > mostPositions || arrows > mostArrows) return true;
  return hasTwoWaysBack(automaton);
}

function build(tree: PatternTree, automaton: Automaton): Piece {
  switch (tree.kind) {
    case 'start':
    case 'end':
      return { nullable: true, first: [], last: [] };
    case 'set': {
      const position = automaton.sets.push(rangesOf(tree.set)) - 1;
      automaton.follow.push([]);
      return { nullable: false, first: [position], last: [position] };
    }
    case 'choice': {
      const pieces = tree.options.map(option => build(option, automaton));
      return {
        nullable: pieces.some(piece => piece.nullable),
        first: pieces.flatMap(piece => piece.first),
        last: pieces.flatMap(piece => piece.last),
      };
    }
    case 'sequence':
      return tree.parts.reduce<Piece>((before, part) => join(before, build(part, automaton), automaton), { nullable: true, first: [], last: [] });
    case 'repeat':
      return buildRepeat(tree, automaton);
  }
}

function buildRepeat(tree: PatternTree & { kind: 'repeat' }, automaton: Automaton): Piece {
  const isLoop = tree.max > (isUnbounded(tree.body) ? 1 : writtenOut);
  if (!isLoop && automaton.sets.length <= mostPositions) return buildCopies(tree, automaton);
  const body = build(tree.body, automaton);
  connect(body, body, automaton);
  return { ...body, nullable: body.nullable || tree.min === 0 };
}

/** X{1,3} as X(X(X)?)?, so that copies add no second way. */
function buildCopies({ body, min, max }: { body: PatternTree; min: number; max: number }, automaton: Automaton): Piece {
  if (max === 0) return { nullable: true, first: [], last: [] };
  const first = build(body, automaton);
  const rest = buildCopies({ body, min: Math.max(0, min - 1), max: max - 1 }, automaton);
  const whole = join(first, rest, automaton);
  return min === 0 ? { ...whole, nullable: true } : whole;
}

function isUnbounded(tree: PatternTree): boolean {
  switch (tree.kind) {
    case 'start':
    case 'end':
    case 'set':
      return false;
    case 'choice':
      return tree.options.some(isUnbounded);
    case 'sequence':
      return tree.parts.some(isUnbounded);
    case 'repeat':
      return tree.max > writtenOut || isUnbounded(tree.body);
  }
}

function join(before: Piece, after: Piece, automaton: Automaton): Piece {
  connect(before, after, automaton);
  return {
    nullable: before.nullable && after.nullable,
    first: before.nullable ? [...before.first, ...after.first] : before.first,
    last: after.nullable ? [...before.last, ...after.last] : after.last,
  };
}

function connect(from: Piece, to: Piece, automaton: Automaton): void {
  for (const position of from.last) automaton.follow[position]?.push(...to.first);
}

function hasTwoWaysBack({ sets, follow }: Automaton): boolean {
  const size = sets.length;
  const comesBefore: number[][] = sets.map(() => []);
  follow.forEach((targets, from) => targets.forEach(to => comesBefore[to]?.push(from)));
  const meet = sets.map(a => sets.map(b => overlap(a, b)));
  const pairsMeet = (pair: number): boolean => meet[Math.floor(pair / size)]?.[pair % size] ?? false;
  const step = (arrows: readonly (readonly number[])[], pair: number): number[] =>
    (arrows[Math.floor(pair / size)] ?? []).flatMap(a => (arrows[pair % size] ?? []).map(b => a * size + b)).filter(pairsMeet);
  const isDiagonal = (pair: number): boolean => Math.floor(pair / size) === pair % size;

  const diagonal = sets.map((_, position) => position * size + position);
  const finished = postOrder(diagonal, pair => step(follow, pair));
  const reached = new Set(finished);
  const labelled = new Set<number>();
  for (const root of finished.reverse()) {
    if (labelled.has(root)) continue;
    const component = postOrder([root], pair => step(comesBefore, pair).filter(next => reached.has(next) && !labelled.has(next)));
    component.forEach(pair => labelled.add(pair));
    if (component.some(isDiagonal) && component.some(pair => !isDiagonal(pair))) return true;
  }
  return hasParallelArrowsInLoop(follow);
}

/** `(a+)+`: the same step can be the inner loop's or the outer one's. */
function hasParallelArrowsInLoop(follow: readonly (readonly number[])[]): boolean {
  return follow.some((targets, from) => {
    const doubled = targets.filter((target, index) => targets.indexOf(target) !== index);
    return doubled.length > 0 && postOrder(doubled, position => follow[position] ?? []).includes(from);
  });
}

/** Depth first from the roots, each node after those that it leads to. */
function postOrder(roots: readonly number[], next: (node: number) => readonly number[]): number[] {
  const seen = new Set<number>();
  const finished: number[] = [];
  for (const root of roots) {
    if (seen.has(root)) continue;
    seen.add(root);
    const stack = [{ node: root, waiting: [...next(root)] }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const child = top.waiting.pop();
      if (child === undefined) {
        finished.push(top.node);
        stack.pop();
      } else if (!seen.has(child)) {
        seen.add(child);
        stack.push({ node: child, waiting: [...next(child)] });
      }
    }
  }
  return finished;
}
