import type { FieldAnswers } from '../answers/answersSchema';
import { enumMembers } from '../names/enumMember';
import type { EnumValue, Field, Transition } from './model';
import type { ProblemCollector } from './problemCollector';
import { listed, quote } from './quote';
import type { Placed } from './readAnswers';

type Choice = Pick<Field, 'values' | 'transitions' | 'initial'>;

/** Values and transitions of an enum: members are unique, transitions name known values and begin somewhere. */
export function buildEnum({ answers, path }: Placed<FieldAnswers>, problems: ProblemCollector): Choice {
  if (answers.type !== 'enum') return { values: null, transitions: null, initial: null };
  const texts = answers.values ?? [];
  if (texts.length === 0) problems.add(`${path}.values`, 'an enum without values', 'Give the values to choose from.');
  const members = enumMembers(texts);
  const values = members.map((member, index) => ({ value: texts[index] ?? '', ...member }));
  checkMembers(values, path, problems);
  const steps = answers.transitions ?? [];
  const isStatus = steps.length > 0;
  checkTransitions({ answers, path }, problems);
  if (!isStatus) return { values, transitions: null, initial: null };
  const fallback = typeof answers.default === 'string' ? answers.default : (texts[0] ?? null);
  return { values, transitions: gather(texts, steps), initial: answers.initial ?? fallback };
}

function checkMembers(values: readonly EnumValue[], path: string, problems: ProblemCollector): void {
  const seen = new Map<string, string>();
  values.forEach(({ value, python, typescript }, index) => {
    const place = `${path}.values[${index}]`;
    if (value.trim() === '') {
      problems.add(place, 'a blank value', 'Write the value, or remove it and make the field not required.');
      return;
    }
    const other = seen.get(python) ?? seen.get(typescript);
    if (other === value) problems.add(place, `the value ${quote(value)} is there twice`, 'Remove one of them.');
    else if (other !== undefined) problems.add(place, `the values ${quote(other)} and ${quote(value)} become one name, ${python}`, 'Tell them apart by letters or digits.');
    seen.set(python, value).set(typescript, value);
  });
}

function checkTransitions({ answers, path }: Placed<FieldAnswers>, problems: ProblemCollector): void {
  const values = answers.values ?? [];
  const steps = answers.transitions ?? [];
  const check = (place: string, value: string): void => {
    if (!values.includes(value)) problems.add(place, `${quote(value)} is not one of the values`, `Take one of ${listed(values.map(quote), 'or')}, or add it to values.`);
  };
  steps.forEach((step, index) => {
    check(`${path}.transitions[${index}].from`, step.from);
    step.to.forEach((to, place) => check(`${path}.transitions[${index}].to[${place}]`, to));
  });
  if (answers.initial !== undefined) check(`${path}.initial`, answers.initial);
  if (steps.length === 0) {
    if (answers.initial !== undefined) problems.add(`${path}.initial`, 'initial says where transitions begin, but there are none', 'Use default instead, or give transitions.');
    return;
  }
  if (answers.required === false) problems.add(`${path}.required`, 'a field with transitions always has a value', 'Remove required: false, or the transitions.');
  if (answers.unique) problems.add(`${path}.unique`, 'a field with transitions cannot be unique: each row begins with the same value', 'Remove unique, or the transitions.');
  if (answers.initial !== undefined && answers.default !== undefined && answers.initial !== answers.default) {
    problems.add(`${path}.initial`, `initial ${quote(answers.initial)} and default ${quote(answers.default)} differ`, 'Keep one of them.');
  }
}

/** Every value with what it may change to, in the order of the values; to stay as it is is no change. */
function gather(values: readonly string[], steps: readonly Transition[]): readonly Transition[] {
  return values.map(from => {
    const targets = new Set(steps.filter(step => step.from === from).flatMap(step => step.to));
    return { from, to: values.filter(value => value !== from && targets.has(value)) };
  });
}
