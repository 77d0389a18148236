import type { z } from 'zod';
import {
  type EntityAnswers,
  type FieldAnswers,
  type RelationAnswers,
  answersSchema,
  componentAnswersSchema,
  entityAnswersSchema,
  fieldAnswersSchema,
  limits,
  relationAnswersSchema,
} from '../answers/answersSchema';
import { describeIssue } from './describeIssue';
import { isPlainObject, tidyAnswers } from './tidyAnswers';
import type { ProblemCollector } from './problemCollector';
import { checkText } from './checkText';
import type { FoundComponent } from './foundComponent';
import { unreadableData } from './unreadableData';

/** A part of the answers whose shape is right, and where it stands. */
export interface Placed<Part> {
  readonly path: string;
  readonly answers: Part;
}

export interface PlacedEntity extends Placed<EntityAnswers> {
  readonly fields: readonly Placed<FieldAnswers>[];
  readonly relations: readonly Placed<RelationAnswers>[];
  /** Of all fields, also of those whose shape is wrong otherwise. */
  readonly fieldNames: readonly Placed<{ readonly name: string }>[];
  /** Neither fields nor relations were given. */
  readonly isBare: boolean;
}

export interface ReadableAnswers {
  /** Without the answers whose shape is wrong. */
  readonly component: FoundComponent;
  readonly entities: readonly PlacedEntity[];
  /** False when an entity could not be read at all, so that "unknown entity" cannot be said with certainty. */
  readonly allEntitiesRead: boolean;
}

/**
 * The parts of the answers whose shape is right; each other part becomes a problem, and the rest is still judged.
 */
export function readAnswers(input: unknown, problems: ProblemCollector): ReadableAnswers {
  if (!isPlainObject(input)) {
    problems.add('', 'the answers are not an object', 'Give an object with name, owner and entities.');
    return { component: {}, entities: [], allEntitiesRead: false };
  }
  const unreadable = unreadableData(input);
  if (unreadable) {
    problems.add(unreadable.path ?? '', unreadable.what, unreadable.mend);
    return { component: {}, entities: [], allEntitiesRead: false };
  }
  checkText(input, '', problems);
  const tidy = tidyAnswers(input);
  const known = Object.keys(answersSchema.shape);
  const unknownKeys = Object.fromEntries(Object.entries(tidy).filter(([key]) => !known.includes(key)));
  parse({ schema: answersSchema.pick({ features: true }), value: { features: tidy['features'], ...unknownKeys }, path: '', known }, problems);
  const component = readComponent(tidy, problems);
  const list = partsOf(tidy['entities'], { path: 'entities', limit: limits.entities, least: 1 }, problems);
  const entities = list.map(part => readEntity(part, problems)).filter(entity => entity !== undefined);
  return { component, entities, allEntitiesRead: entities.length === list.length && list.length > 0 };
}

function readComponent(tidy: Record<string, unknown>, problems: ProblemCollector): FoundComponent {
  parse({ schema: componentAnswersSchema, value: tidy, path: '' }, problems);
  const wrong = new Set(componentAnswersSchema.safeParse(tidy).error?.issues.map(issue => issue.path[0]));
  const right = Object.fromEntries(Object.entries(tidy).filter(([key]) => !wrong.has(key)));
  return componentAnswersSchema.partial().parse(right);
}

function readEntity({ path, value }: Part, problems: ProblemCollector): PlacedEntity | undefined {
  const own = isPlainObject(value) ? { ...value, fields: undefined, relations: undefined } : value;
  const answers = parse({ schema: entityAnswersSchema, value: own, path }, problems);
  if (!isPlainObject(value)) return undefined;
  const fields = partsOf(value['fields'], { path: `${path}.fields`, limit: limits.fields }, problems);
  const relations = partsOf(value['relations'], { path: `${path}.relations`, limit: limits.relations }, problems);
  const placed = {
    isBare: fields.length + relations.length === 0,
    fieldNames: fields.flatMap(part => {
      const name = isPlainObject(part.value) ? part.value['name'] : undefined;
      return typeof name === 'string' && name.length <= limits.name ? [{ path: part.path, answers: { name } }] : [];
    }),
    fields: fields.map(part => place({ schema: fieldAnswersSchema, ...part }, problems)).filter(part => part !== undefined),
    relations: relations.map(part => place({ schema: relationAnswersSchema, ...part }, problems)).filter(part => part !== undefined),
  };
  if (answers) return { path, answers, ...placed };
  const name = value['name'];
  return typeof name === 'string' && name.length <= limits.name ? { path, answers: { name }, ...placed } : undefined;
}

interface Part {
  readonly path: string;
  readonly value: unknown;
}

interface Expected<Schema> extends Part {
  readonly schema: Schema;
  readonly known?: readonly string[];
}

function place<Schema extends z.ZodType>(part: Expected<Schema>, problems: ProblemCollector): Placed<z.infer<Schema>> | undefined {
  const answers = parse(part, problems);
  return answers === undefined ? undefined : { path: part.path, answers };
}

function parse<Schema extends z.ZodType>(part: Expected<Schema>, problems: ProblemCollector): z.infer<Schema> | undefined {
  const result = part.schema.safeParse(part.value, { reportInput: true });
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    for (const found of describeIssue(issue, part.known ?? keysOf(part.schema))) {
      problems.add(joinPath(part.path, found.path), found.what, found.mend);
    }
  }
  return undefined;
}

function keysOf(schema: z.ZodType): readonly string[] {
  return 'shape' in schema && isPlainObject(schema.shape) ? Object.keys(schema.shape) : [];
}

interface ListRule {
  readonly path: string;
  readonly limit: number;
  readonly least?: number;
}

function partsOf(value: unknown, rule: ListRule, problems: ProblemCollector): readonly Part[] {
  const least = rule.least ?? 0;
  if (value === undefined && least === 0) return [];
  if (!Array.isArray(value)) {
    problems.add(rule.path, value === undefined ? `${rule.path} is missing` : 'this is not a list', `Give a list of ${least} to ${rule.limit} entries.`);
    return [];
  }
  if (value.length < least) problems.add(rule.path, 'the list is empty', 'Describe at least one entity.');
  if (value.length > rule.limit) {
    problems.add(rule.path, `${value.length} entries are more than ${rule.limit}`, 'Split the service, or leave some out.');
  }
  return value.slice(0, rule.limit).map((part, index) => ({ path: `${rule.path}[${index}]`, value: part }));
}

function joinPath(base: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, base);
}
