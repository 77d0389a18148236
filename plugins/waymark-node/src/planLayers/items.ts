import type { Where } from '../renderFiles/sandbox';
import { valueAt } from './valueAt';

interface Repetition {
  readonly forEach?: string | undefined;
  readonly as?: string | undefined;
}

/** What a definition repeats over: nothing (one round without an item), or each item of a list of the model. */
export type Round = { readonly item?: NonNullable<Where['item']>; readonly value?: unknown };

/** The rounds of a definition, or undefined where its path does not lead to a list. */
export function rounds(repetition: Repetition, context: unknown): readonly Round[] | undefined {
  const { forEach, as } = repetition;
  if (forEach === undefined || as === undefined) return [{}];
  const list = valueAt(context, forEach);
  if (!Array.isArray(list)) return undefined;
  return list.map((value, index) => ({ item: { as, path: forEach, index }, value }));
}
