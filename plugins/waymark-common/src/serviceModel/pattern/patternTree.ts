import type { CharacterSet } from './characterSet';

/** A regular expression of the portable subset. */
export type PatternTree =
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternTree[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternTree[] }
  | { readonly kind: 'repeat'; readonly body: PatternTree; readonly min: number; readonly max: number }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' };

/** Why a pattern is refused; `what` ends the sentence "the pattern …". */
export class PatternRefusal extends Error {
  constructor(
    readonly what: string,
    readonly mend: string,
  ) {
    super(what);
  }
}
