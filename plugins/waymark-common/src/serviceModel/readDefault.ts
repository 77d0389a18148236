import type { FieldAnswers } from '../answers/answersSchema';
import { printUnits, readExact, unitsAt } from './exactNumber';
import type { Json } from './model';
import type { ProblemCollector } from './problemCollector';
import { quote } from './quote';
import type { Placed } from './readAnswers';
import { refusalOf } from './refusalOf';
import type { Rules } from './rules';

interface Start {
  readonly hasDefault: boolean;
  readonly value: Json;
}

type DefaultRequest = Placed<FieldAnswers> & { readonly rules: Rules; readonly initial: string | null };

/** The default as JSON carries it (decimals and bigints as texts); a field with transitions begins with its initial value. */
export function readDefault({ answers, path, rules, initial }: DefaultRequest, problems: ProblemCollector): Start {
  const given = answers.default as Json | undefined;
  if (given === undefined || (given === '' && rules.type !== 'string' && rules.type !== 'text')) {
    return { hasDefault: initial !== null, value: initial };
  }
  const isBlank = typeof given === 'string' && given.trim() === '' && (answers.required ?? true);
  const refusal = isBlank ? 'is blank, which a required value may not be' : refusalOf(rules, given);
  if (refusal !== undefined) problems.add(`${path}.default`, `the default ${quote(given)} ${refusal}`, 'Give a default that fits the field, or none.');
  return { hasDefault: true, value: canonical(rules, given) };
}

function canonical(rules: Rules, value: Json): Json {
  if (Array.isArray(value)) {
    const { items } = rules;
    return items ? value.map((item: Json) => canonical(items, item)) : value;
  }
  const exact = rules.range && readExact(value);
  const units = exact && rules.range ? unitsAt(exact, rules.range.scale) : undefined;
  if (units === undefined || !rules.range) return value;
  return rules.type === 'integer' ? Number(units) : printUnits(units, rules.range.scale);
}
