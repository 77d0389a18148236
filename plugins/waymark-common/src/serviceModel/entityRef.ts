import type { EntityAnswers } from '../answers/answersSchema';
import { type NounForms, nounFormsOf } from '../names/nameForms';
import { pythonClass, pythonModule, pythonVariable } from '../names/pythonNames';
import { typescriptClass, typescriptName } from '../names/typescriptNames';
import type { EntityRef } from './model';
import type { PlacedEntity } from './readAnswers';

export interface NamedEntity extends PlacedEntity {
  readonly ref: EntityRef;
}

/** The names by which templates and other entities speak of an entity. */
export function entityRefOf(answers: EntityAnswers): EntityRef {
  const names = nounFormsOf(answers.name, answers.plural);
  return {
    key: names.snake.singular,
    name: answers.name,
    names,
    python: {
      class: pythonClass(names.pascal.singular),
      module: pythonModule(names.snake.singular),
      ...variables(names, { form: 'snake', list: '_list' }, pythonVariable),
    },
    typescript: {
      class: typescriptClass(names.pascal.singular),
      module: pythonModule(names.snake.singular).replaceAll('_', '-').replace(/-$/, '_'),
      ...variables(names, { form: 'camel', list: 'List' }, typescriptName),
    },
    table: names.snake.plural,
    path: names.kebab.plural,
  };
}

/** One and many of an entity as variables; they differ also where the noun has no plural (news, series). */
function variables(
  names: NounForms,
  { form, list }: { form: 'snake' | 'camel'; list: string },
  safe: (name: string) => string,
): { variable: string; variables: string } {
  const { singular, plural } = names[form];
  const variable = safe(singular);
  return { variable, variables: safe(plural) === variable ? safe(`${singular}${list}`) : safe(plural) };
}
