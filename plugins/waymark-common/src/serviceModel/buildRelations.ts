import type { RelationAnswers } from '../answers/answersSchema';
import { nameFormsOf, singularWords } from '../names/nameForms';
import { pythonAttribute, pythonVariable } from '../names/pythonNames';
import { splitWords } from '../names/splitWords';
import { typescriptName } from '../names/typescriptNames';
import type { Claims } from './checkNames';
import { freeName, identifiersOf, takeFreeName } from './checkNames';
import { relationDatabaseNames } from './databaseNames';
import type { EntityRef, Relation } from './model';
import type { Placed } from './readAnswers';

/** A relation whose target is known. */
export interface TiedRelation extends Placed<RelationAnswers> {
  readonly source: EntityRef;
  readonly target: EntityRef;
}

export interface RelationContext {
  /** Attribute names of each entity, by key: those of fields and relations, then the inverse ones. */
  readonly attributes: ReadonlyMap<string, Claims>;
  readonly tables: Claims;
  /** Entity keys in the order in which tables are made. */
  readonly order: readonly string[];
}

/** The id key of a relation: category_id, tag_ids. */
export function idKeyOf({ name, kind }: RelationAnswers): string {
  const words = splitWords(name);
  return kind === 'many-to-many' ? `${nameFormsOf(singularWords(words)).snake}_ids` : `${nameFormsOf(words).snake}_id`;
}

/** A relation as templates see it, with names for its join table and its other side that nothing else has. */
export function buildRelation(tied: TiedRelation, context: RelationContext): Relation {
  const { answers, source, target } = tied;
  const names = nameFormsOf(splitWords(answers.name));
  const isToMany = answers.kind === 'many-to-many';
  const isSelf = source.key === target.key;
  const idKey = idKeyOf(answers);
  const idCamel = nameFormsOf(splitWords(idKey)).camel;
  const inverse = inverseOf(tied, context);
  const joinTable = isToMany ? joinTableOf(tied, context.tables) : null;
  const database = relationDatabaseNames(joinTable?.name ?? source.table, { column: joinTable?.targetColumn ?? idKey, target: target.table });
  const indexOwner = `the index of ${answers.name}`;
  return {
    name: answers.name,
    key: names.snake,
    names,
    python: { name: pythonAttribute(names.snake), idName: pythonAttribute(idKey) },
    typescript: { name: typescriptName(names.camel), idName: typescriptName(idCamel) },
    idKey,
    column: isToMany ? null : idKey,
    kind: answers.kind,
    required: answers.required ?? false,
    unique: answers.kind === 'one-to-one',
    onDelete: answers.onDelete ?? 'restrict',
    isSelf,
    isToMany,
    isDeferred: !isToMany && !isSelf && context.order.indexOf(target.key) > context.order.indexOf(source.key),
    description: answers.description ?? `The ${names.human} of the ${source.names.human.singular}.`,
    hasDescription: answers.description !== undefined,
    target,
    joinTable,
    inverse: { key: inverse, python: { name: pythonAttribute(inverse) }, typescript: { name: typescriptName(nameFormsOf(splitWords(inverse)).camel) } },
    database: {
      ...database,
      ...(answers.kind === 'one-to-one' ? { unique: takeFreeName(database.unique, indexOwner, context.tables) } : { index: takeFreeName(database.index, indexOwner, context.tables) }),
    },
  };
}

function inverseOf({ answers, source, target }: TiedRelation, { attributes }: RelationContext): string {
  const claims = attributes.get(target.key);
  const { singular, plural } = source.names.snake;
  const plain = answers.kind === 'one-to-one' ? singular : plural;
  const isTaken = (name: string): boolean => identifiersOf(name).some(identifier => claims?.isTaken(identifier));
  const wanted = source.key === target.key || isTaken(plain) ? `${plain}_by_${nameFormsOf(splitWords(answers.name)).snake}` : plain;
  const name = freeName(wanted, isTaken);
  for (const identifier of identifiersOf(name)) claims?.take(`the other side of ${answers.name}`, identifier);
  return name;
}

function joinTableOf({ answers, source, target }: TiedRelation, tables: Claims): Relation['joinTable'] {
  const words = splitWords(answers.name);
  const name = takeFreeName(`${source.table}_${nameFormsOf(words).snake}`, `the links of ${source.name} ${answers.name}`, tables);
  const ownColumn = `${source.key}_id`;
  const plain = source.key === target.key ? `${nameFormsOf(singularWords(words)).snake}_id` : `${target.key}_id`;
  return { name, python: { name: pythonVariable(name) }, ownColumn, targetColumn: plain === ownColumn ? `target_${target.key}_id` : plain };
}
