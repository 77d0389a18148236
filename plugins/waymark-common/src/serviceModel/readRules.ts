import type { FieldAnswers, ItemsAnswers } from '../answers/answersSchema';
import { type Constraint, type FieldType, type ItemType, constraintsOfType } from '../answers/fieldTypes';
import { PatternRefusal } from './pattern/patternTree';
import { type PortablePattern, readPortablePattern } from './pattern/portablePattern';
import type { ProblemCollector } from './problemCollector';
import { listed, quote } from './quote';
import { readBounds } from './readBounds';
import { type Rules, isTextType } from './rules';

/** Longest text of a type unless the answers say otherwise; an address has its limit from RFC 5321. */
const usualMaxLength: { readonly [Type in FieldType]?: number } = { string: 255, email: 254, url: 2048 };
/** What a unique or indexed text may hold, so that a row of PostgreSQL's index (2704 bytes) has room for it in any script. */
const indexedMaxLength = 600;
const shortestAddress = 24;

type RuleAnswers = FieldAnswers | ItemsAnswers;

/** The rules of a field or of a list's items; whatever does not fit, or contradicts itself, becomes a problem. */
export function readRules<Answers extends RuleAnswers>(answers: Answers, path: string, problems: ProblemCollector): Rules<Answers['type']> {
  const type: Answers['type'] = answers.type;
  refuseMisfits(answers, path, problems);
  const pattern = 'pattern' in answers && (type === 'string' || type === 'text') ? readPattern(answers.pattern, path, problems) : null;
  const isField = 'name' in answers;
  return {
    type,
    ...readLengths(answers, path, problems),
    pattern: pattern?.source ?? null,
    patternTree: pattern?.tree ?? null,
    ...readBounds(answers, path, problems),
    values: type === 'enum' && isField ? (answers.values ?? []) : null,
    ...(isField ? readListRules(answers, path, problems) : { items: null, minItems: null, maxItems: null, uniqueItems: false }),
  };
}

function refuseMisfits(answers: RuleAnswers, path: string, problems: ProblemCollector): void {
  const fitting: readonly string[] = constraintsOfType[answers.type];
  const all = new Set<string>(Object.values(constraintsOfType).flat() satisfies readonly Constraint[]);
  for (const [key, value] of Object.entries(answers)) {
    if (!all.has(key) || fitting.includes(key) || isIdle(value)) continue;
    const types = Object.entries(constraintsOfType).filter(([, keys]) => (keys as readonly string[]).includes(key));
    problems.add(
      `${path}.${key}`,
      `${key} does not fit the type ${answers.type}`,
      `Remove ${key} (in a form that no longer shows it: add the field anew), or choose a type that has it: ${listed(types.map(([type]) => type), 'or')}.`,
    );
  }
}

/** Forms leave empty lists, switched-off boxes and their own first choice of items behind when the type is changed. */
function isIdle(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === false || JSON.stringify(value) === '{"type":"string"}';
}

function readPattern(source: string | undefined, path: string, problems: ProblemCollector): PortablePattern | null {
  if (source === undefined) return null;
  try {
    return readPortablePattern(source);
  } catch (error) {
    if (!(error instanceof PatternRefusal)) throw error;
    problems.add(`${path}.pattern`, `the pattern ${quote(source)} ${error.what}`, error.mend);
    return null;
  }
}

function readLengths(answers: RuleAnswers, path: string, problems: ProblemCollector): Pick<Rules, 'minLength' | 'maxLength'> {
  const { type } = answers;
  if (!isTextType(type)) return { minLength: null, maxLength: null };
  const minLength = answers.minLength ?? null;
  const isIndexed = 'name' in answers && (answers.unique === true || answers.indexed === true);
  const usual = usualMaxLength[type] ?? (isIndexed ? indexedMaxLength : null);
  const maxLength = answers.maxLength ?? (usual === null ? null : Math.max(usual, minLength ?? 0));
  if (minLength !== null && maxLength !== null && minLength > maxLength) {
    problems.add(`${path}.minLength`, `minLength ${minLength} is greater than maxLength ${maxLength}`, 'Make minLength the smaller one.');
  }
  if ((type === 'email' || type === 'url') && maxLength !== null) {
    const most = usualMaxLength[type] ?? 0;
    if (maxLength < shortestAddress) problems.add(`${path}.maxLength`, `${maxLength} characters are too few for type ${type}`, `Allow at least ${shortestAddress}.`);
    if (maxLength > most) problems.add(`${path}.maxLength`, `no value of type ${type} is longer than ${most} characters`, `Set maxLength to ${most} or less, or leave it out.`);
  }
  return { minLength: minLength === 0 ? null : minLength, maxLength };
}

type ListRules = Pick<Rules, 'items' | 'minItems' | 'maxItems' | 'uniqueItems'>;

function readListRules(answers: FieldAnswers, path: string, problems: ProblemCollector): ListRules {
  if (answers.type !== 'array') return { items: null, minItems: null, maxItems: null, uniqueItems: false };
  const { minItems = null, maxItems = null } = answers;
  if (minItems !== null && maxItems !== null && minItems > maxItems) {
    problems.add(`${path}.minItems`, `minItems ${minItems} is greater than maxItems ${maxItems}`, 'Make minItems the smaller one.');
  }
  if (!answers.items) problems.add(`${path}.items`, 'items is missing', 'Say what each item is, e.g. items: { type: string }.');
  const items: Rules<ItemType> | null = answers.items ? readRules(answers.items, `${path}.items`, problems) : null;
  return { items, minItems: minItems === 0 ? null : minItems, maxItems, uniqueItems: answers.uniqueItems ?? false };
}
