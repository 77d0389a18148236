import type { FieldAnswers } from '../answers/answersSchema';
import type { FieldType } from '../answers/fieldTypes';
import { nameFormsOf } from '../names/nameForms';
import { pythonAttribute } from '../names/pythonNames';
import { splitWords } from '../names/splitWords';
import { typescriptName } from '../names/typescriptNames';
import { buildEnum } from './buildEnum';
import { exampleValues } from './examples/exampleValues';
import { invalidExamples } from './examples/invalidExamples';
import { fieldDatabaseNames } from './databaseNames';
import type { EntityRef, Field, Json, ValueRules } from './model';
import type { ProblemCollector } from './problemCollector';
import { quote } from './quote';
import type { Placed } from './readAnswers';
import { readDefault } from './readDefault';
import { readRules } from './readRules';
import { type Rules, isTextType } from './rules';

const uniqueExamples = 8;
const usualExamples = 3;
const numeric: ReadonlySet<string> = new Set(['integer', 'bigint', 'decimal', 'float']);
const temporal: ReadonlySet<string> = new Set(['date', 'datetime', 'time']);

/** A field as templates see it; what is wrong with it becomes problems. */
export function buildField({ answers, path }: Placed<FieldAnswers>, entity: EntityRef, problems: ProblemCollector): Field {
  const names = nameFormsOf(splitWords(answers.name));
  const rules = readRules(answers, path, problems);
  const required = answers.required ?? true;
  const unique = answers.unique ?? false;
  checkUnique({ answers, path, rules }, problems);
  const choice = buildEnum({ answers, path }, problems);
  const start = readDefault({ answers, path, rules, initial: choice.initial }, problems);
  const label = names.title === '' ? 'Value' : names.human.charAt(0).toUpperCase() + names.human.slice(1);
  const examples = beginningWith(choice.initial, exampleValues(rules, { label, count: unique ? uniqueExamples : usualExamples }));
  checkExamples({ rules, examples, path, unique, clean: problems.problems.every(problem => !problem.path?.startsWith(path)) }, problems);
  return {
    name: answers.name,
    key: names.snake,
    names,
    python: { name: pythonAttribute(names.snake) },
    typescript: { name: typescriptName(names.camel) },
    description: answers.description ?? `The ${names.human} of the ${entity.names.human.singular}.`,
    hasDescription: answers.description !== undefined,
    ...valueRulesOf(rules),
    required,
    nullable: !required,
    unique,
    indexed: answers.indexed ?? false,
    hasDefault: start.hasDefault,
    default: start.value,
    values: choice.values,
    transitions: choice.transitions,
    initial: choice.initial,
    items: rules.items && valueRulesOf(rules.items),
    minItems: rules.minItems,
    maxItems: rules.maxItems,
    uniqueItems: rules.uniqueItems,
    range: rangeOfType(rules),
    examples,
    invalidExamples: invalidExamples(rules, { required, valid: examples[0] }),
    database: fieldDatabaseNames(entity.table, names.snake),
    isTextual: isTextType(answers.type),
    isNumeric: numeric.has(answers.type),
    isTemporal: temporal.has(answers.type),
    isOrdered: rules.range !== null || answers.type === 'float' || temporal.has(answers.type),
    isStatus: choice.transitions !== null,
  };
}

function valueRulesOf<Type extends FieldType>(rules: Rules<Type>): ValueRules<Type> {
  return {
    type: rules.type,
    minLength: rules.minLength,
    maxLength: rules.maxLength,
    pattern: rules.pattern,
    minimum: rules.minimum,
    maximum: rules.maximum,
    exclusiveMinimum: rules.exclusiveMinimum,
    exclusiveMaximum: rules.exclusiveMaximum,
    precision: rules.precision,
    scale: rules.scale,
  };
}

function rangeOfType({ type }: Rules): Field['range'] {
  if (type === 'integer') return { minimum: -2147483648, maximum: 2147483647 };
  return type === 'bigint' ? { minimum: '-9223372036854775808', maximum: '9223372036854775807' } : null;
}

function checkUnique({ answers, path, rules }: Placed<FieldAnswers> & { rules: Rules }, problems: ProblemCollector): void {
  const { type } = rules;
  const isUncomparable = type === 'json' || type === 'array';
  if (isUncomparable && answers.unique) problems.add(`${path}.unique`, `a field of type ${type} cannot be unique`, 'Remove unique.');
  if (isUncomparable && answers.indexed) problems.add(`${path}.indexed`, `a field of type ${type} cannot be indexed`, 'Remove indexed.');
  if (type === 'boolean' && answers.unique) problems.add(`${path}.unique`, 'a unique boolean allows two rows only', 'Remove unique.');
  if (answers.unique && answers.default !== undefined) {
    problems.add(`${path}.default`, 'a unique field cannot have a default: the second row would have it too', 'Remove default or unique.');
  }
}

interface Examined {
  readonly rules: Rules;
  readonly examples: readonly Json[];
  readonly path: string;
  readonly unique: boolean;
  readonly clean: boolean;
}

/** A new row is refused in any status but the first, so the first example is that one. */
function beginningWith(initial: string | null, examples: readonly Json[]): readonly Json[] {
  if (initial === null) return examples;
  return [initial, ...examples.filter(example => example !== initial)].slice(0, examples.length);
}

function checkExamples({ rules, examples, path, unique, clean }: Examined, problems: ProblemCollector): void {
  if (!clean) return;
  if (examples.length === 0) {
    const reason = rules.pattern === null ? 'its constraints' : `the pattern ${quote(rules.pattern)} within minLength and maxLength`;
    problems.add(path, `no value was found that fits ${reason}`, 'Loosen the constraints until some value fits.');
  } else if (unique && examples.length < usualExamples) {
    problems.add(`${path}.unique`, `only ${examples.length} different values fit, so there could be no more rows`, 'Remove unique, or loosen the constraints.');
  }
}
