import type { When } from '@waymark/backstage-plugin-waymark-common';
import { valueAt } from './valueAt';

/** A condition that asks for a value which is not there. */
export interface UnknownPath {
  readonly path: string;
}

/**
 * Whether a condition holds. A list at a path holds when one of its members is wanted.
 * Paths that lead nowhere are told through `onUnknown`: they are mistakes of the author, not values that differ.
 */
export function matchesWhen(when: When | undefined, scope: unknown, onUnknown: (unknown: UnknownPath) => void): boolean {
  if (!when) return true;
  const { any, not, ...paths } = when;
  const holds = Object.entries(paths).map(([path, wanted]) => {
    const value = valueAt(scope, path);
    if (value === undefined) onUnknown({ path });
    const oneOf: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
    return Array.isArray(value) ? value.some(member => oneOf.includes(member)) : oneOf.includes(value);
  });
  if (any) holds.push(any.map(condition => matchesWhen(condition, scope, onUnknown)).includes(true));
  if (not) holds.push(!matchesWhen(not, scope, onUnknown));
  return !holds.includes(false);
}
