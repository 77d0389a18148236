import type { FieldAnswers } from '../answers/answersSchema';
import type { ProblemCollector } from './problemCollector';
import type { PlacedEntity } from './readAnswers';

/** Characters that the examples of all fields may have together: the model carries several of each, to every template. */
const largest = 2_000_000;

/** Whether the examples of all fields fit into the model; they are as long as the fields' own bounds ask for. */
export function checkExampleSize(entities: readonly PlacedEntity[], problems: ProblemCollector): boolean {
  let size = 0;
  for (const { path, answers } of entities.flatMap(entity => entity.fields)) {
    size += exampleSize(answers);
    if (size > largest) {
      problems.add(path, `with it the examples of all fields have over ${largest} characters`, 'Lower minLength, minItems or maxItems.');
      return false;
    }
  }
  return true;
}

function exampleSize({ minLength = 0, items, minItems = 0, maxItems = 0 }: FieldAnswers): number {
  return Math.max(minLength, items?.minLength ?? 0, 1) * Math.max(minItems, maxItems, 1);
}
