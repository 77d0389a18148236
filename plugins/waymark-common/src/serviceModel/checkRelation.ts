import type { RelationAnswers } from '../answers/answersSchema';
import type { ProblemCollector } from './problemCollector';
import type { Placed } from './readAnswers';

/** What of a relation contradicts itself. */
export function checkRelation({ answers, path }: Placed<RelationAnswers>, problems: ProblemCollector): void {
  const { kind, required = false, onDelete } = answers;
  if (kind === 'many-to-many') {
    if (required) problems.add(`${path}.required`, 'a many-to-many relation may always be empty', 'Remove required.');
    if (onDelete === 'set-null') problems.add(`${path}.onDelete`, 'a many-to-many relation has links, and none of them can be set to null', 'Use restrict or cascade.');
  } else if (required && onDelete === 'set-null') {
    problems.add(`${path}.onDelete`, 'a required relation cannot be set to null', 'Use restrict or cascade, or make the relation optional.');
  }
}
