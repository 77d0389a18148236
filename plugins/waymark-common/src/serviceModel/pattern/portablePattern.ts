import { isCatastrophic } from './isCatastrophic';
import { parsePattern } from './parsePattern';
import { PatternRefusal, type PatternTree } from './patternTree';
import { printPattern } from './printPattern';

export interface PortablePattern {
  readonly tree: PatternTree;
  /** The same language, in the spelling that all engines read alike. */
  readonly source: string;
}

/** Reads a pattern of the portable subset. @throws PatternRefusal with what is wrong and how to mend it */
export function readPortablePattern(source: string): PortablePattern {
  const tree = parsePattern(source);
  if (isCatastrophic(tree)) {
    throw new PatternRefusal(
      'can be read in too many ways, so that a text that does not match would hang the service',
      'Put a character between repeated groups, as in ^[a-z]+(-[a-z]+)*$, and do not nest * or + directly.',
    );
  }
  return { tree, source: printPattern(tree) };
}
