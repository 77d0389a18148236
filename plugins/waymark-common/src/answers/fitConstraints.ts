import { type Constraint, constraintsOfType } from './fieldTypes';

const allConstraints: ReadonlySet<string> = new Set<Constraint>(Object.values(constraintsOfType).flat());

/**
 * The entities without constraints that do not fit the type of their field, which a form leaves behind when the type is changed.
 * Everything else stays as it is, also what is wrong with it.
 */
export function fitConstraints(entities: unknown): unknown {
  return mapObjects(entities, entity => ({ ...entity, ...('fields' in entity && { fields: mapObjects(entity['fields'], fitField) }) }));
}

function fitField(field: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { type } = field;
  if (typeof type !== 'string' || !Object.hasOwn(constraintsOfType, type)) return field;
  const fitting: ReadonlySet<string> = new Set<Constraint>(constraintsOfType[type as keyof typeof constraintsOfType]);
  const kept = Object.entries(field).filter(([key]) => !allConstraints.has(key) || fitting.has(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, key === 'items' && isObject(value) ? fitField(value) : value]));
}

function mapObjects(list: unknown, map: (entry: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>): unknown {
  return Array.isArray(list) ? list.map((entry: unknown) => (isObject(entry) ? map(entry) : entry)) : list;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
