import { type FieldType, fieldTypes } from '../answers/fieldTypes';
import type { Field, Relation, ShapeFlags, TypeFlags } from './model';

/** Derived booleans of an entity, or of all entities together. */
export function shapeFlags(fields: readonly Field[], relations: readonly Relation[]): ShapeFlags {
  return {
    ...typeFlags(new Set(fields.flatMap(field => [field.type, ...(field.items ? [field.items.type] : [])]))),
    hasRelations: relations.length > 0,
    hasManyToMany: relations.some(relation => relation.isToMany),
    hasUnique: fields.some(field => field.unique) || relations.some(relation => relation.unique),
    hasTransitions: fields.some(field => field.isStatus),
    hasPattern: fields.some(field => field.pattern !== null || (field.items !== null && field.items.pattern !== null)),
    hasDefault: fields.some(field => field.hasDefault),
  };
}

function typeFlags(used: ReadonlySet<FieldType>): TypeFlags {
  const flags = fieldTypes.map(type => [`has${type.charAt(0).toUpperCase()}${type.slice(1)}`, used.has(type)]);
  // fieldTypes holds every type, so every flag is set.
  return Object.fromEntries(flags) as unknown as TypeFlags;
}
