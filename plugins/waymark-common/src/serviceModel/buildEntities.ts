import { buildField } from './buildField';
import { type RelationContext, type TiedRelation, buildRelation } from './buildRelations';
import { type Claims, createClaims, takeFreeName } from './checkNames';
import { checkRelation } from './checkRelation';
import { claimAttributes, claimEntities } from './claimNames';
import { type Tie, entityOrder, requiredCircles } from './entityOrder';
import { type NamedEntity, entityRefOf } from './entityRef';
import type { Entity, EntityRef, Field, InverseRelation, Relation } from './model';
import { nearest } from './nearest';
import type { ProblemCollector } from './problemCollector';
import { listed, quote } from './quote';
import type { ReadableAnswers } from './readAnswers';
import { shapeFlags } from './shapeFlags';

/** All entities with their fields and relations from both sides, and the order in which their tables are made. */
export function buildEntities(read: ReadableAnswers, problems: ProblemCollector): { entities: readonly Entity[]; order: readonly string[] } {
  const named = read.entities.map(entity => ({ ...entity, ref: entityRefOf(entity.answers) }));
  const tables = createClaims(problems);
  claimEntities(named, { tables, problems });
  const attributes = new Map(named.map(entity => [entity.ref.key, claimAttributes(entity, problems)]));
  const fields = new Map(named.map(entity => [entity, entity.fields.map(field => withFreeIndex(buildField(field, entity.ref, problems), tables))]));
  const tied = tieRelations(named, read.allEntitiesRead, problems);
  const ties = tied.filter(({ answers }) => answers.kind !== 'many-to-many').map(tieOf);
  const keys = named.map(({ ref }) => ref.key);
  refuseCircles({ keys, ties, tied }, problems);
  const order = entityOrder([...new Set(keys)], ties);
  if (problems.problems.length > 0) return { entities: [], order };
  const histories = new Map(named.map(entity => [entity, statusHistoryTable(entity.ref, fields.get(entity) ?? [], tables)]));
  const relations = buildRelations(tied, { attributes, tables, order });
  return {
    entities: named.map(entity => buildEntity(entity, { fields: fields.get(entity) ?? [], relations, statusHistoryTable: histories.get(entity) ?? null })),
    order,
  };
}

function tieOf({ source, target, answers }: TiedRelation): Tie {
  return { from: source.key, to: target.key, required: answers.required ?? false };
}

function tieRelations(entities: readonly NamedEntity[], allEntitiesRead: boolean, problems: ProblemCollector): readonly TiedRelation[] {
  const byKey = new Map(entities.map(({ ref }) => [ref.key, ref]));
  return entities.flatMap(({ ref: source, relations }) =>
    relations.flatMap(relation => {
      checkRelation(relation, problems);
      const target = byKey.get(entityRefOf({ name: relation.answers.to }).key);
      if (target) return [{ ...relation, source, target }];
      if (allEntitiesRead) {
        const names = entities.map(({ ref }) => ref.name);
        const meant = nearest(relation.answers.to, names);
        const mend = meant ? `Write ${quote(meant)}, or add the entity.` : `Name one of ${listed(names.map(quote))}, or add the entity.`;
        problems.add(`${relation.path}.to`, `there is no entity ${quote(relation.answers.to)}`, mend);
      }
      return [];
    }),
  );
}

interface Ties {
  readonly keys: readonly string[];
  readonly ties: readonly Tie[];
  readonly tied: readonly TiedRelation[];
}

function refuseCircles({ keys, ties, tied }: Ties, problems: ProblemCollector): void {
  for (const circle of requiredCircles(keys, ties)) {
    const next = circle[1] ?? circle[0];
    const first = tied.find(
      ({ source, target, answers }) => source.key === circle[0] && target.key === next && answers.required && answers.kind !== 'many-to-many',
    );
    const names = [...circle, circle[0]].map(key => tied.find(({ source }) => source.key === key)?.source.name ?? key);
    problems.add(
      `${first?.path ?? 'entities'}.required`,
      `${names.join(' requires ')}, so no first row can exist`,
      'Make one of these relations optional.',
    );
  }
}

interface BuiltRelation {
  readonly source: EntityRef;
  readonly relation: Relation;
}

function buildRelations(tied: readonly TiedRelation[], context: RelationContext & { attributes: ReadonlyMap<string, Claims> }): readonly BuiltRelation[] {
  return tied.map(relation => ({ source: relation.source, relation: buildRelation(relation, context) }));
}

interface EntityParts {
  readonly fields: readonly Field[];
  /** Those of all entities. */
  readonly relations: readonly BuiltRelation[];
  readonly statusHistoryTable: string | null;
}

/** Indexes share the names of their schema with tables, and orders.items_count reads like orders_items.count. */
function withFreeIndex(field: Field, tables: Claims): Field {
  const { database, unique, indexed, name } = field;
  if (unique) return { ...field, database: { ...database, unique: takeFreeName(database.unique, `the index of ${name}`, tables) } };
  return indexed ? { ...field, database: { ...database, index: takeFreeName(database.index, `the index of ${name}`, tables) } } : field;
}

function statusHistoryTable({ key, table }: EntityRef, fields: readonly Field[], tables: Claims): string | null {
  if (!fields.some(field => field.isStatus)) return null;
  return takeFreeName(`${table}_status_history`, `the changes of status of ${key}`, tables);
}

function buildEntity({ ref, answers }: NamedEntity, { fields, relations: all, statusHistoryTable: history }: EntityParts): Entity {
  const relations = all.filter(({ source }) => source.key === ref.key).map(({ relation }) => relation);
  const toOne = relations.filter(relation => !relation.isToMany);
  const toMany = relations.filter(relation => relation.isToMany);
  const isText = (field: Field): boolean => field.isTextual && field.type !== 'text';
  const searchable = fields.filter(({ type }) => type !== 'json' && type !== 'array' && type !== 'text');
  return {
    ...ref,
    description: answers.description ?? describe(ref.names.human.singular),
    hasDescription: answers.description !== undefined,
    fields,
    relations,
    inverseRelations: all.filter(({ relation }) => relation.target.key === ref.key).map(inverseRelation),
    toOne,
    toMany,
    uniqueFields: fields.filter(field => field.unique),
    indexedFields: fields.filter(field => field.indexed),
    filterFields: searchable,
    sortFields: searchable,
    requiredFields: fields.filter(field => field.required),
    statusFields: fields.filter(field => field.isStatus),
    statusHistoryTable: history,
    labelField: fields.find(field => field.required && isText(field)) ?? fields.find(isText) ?? null,
    ...shapeFlags(fields, relations),
    hasToOne: toOne.length > 0,
    hasToMany: toMany.length > 0,
  };
}

function inverseRelation({ source, relation }: BuiltRelation): InverseRelation {
  return { relation, source, ...relation.inverse, kind: relation.kind, isToMany: relation.kind !== 'one-to-one' };
}

function describe(human: string): string {
  const article = /^(?:[aeio]|u(?!ni|s|ti|r[aeio]))/.test(human) || /^(?:hour|heir|honou?r)/.test(human) ? 'An' : 'A';
  return `${article} ${human}.`;
}
