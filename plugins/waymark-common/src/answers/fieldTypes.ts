export const itemTypes = [
  'string', 'text', 'integer', 'bigint', 'decimal', 'float', 'boolean', 'date', 'datetime', 'time', 'uuid', 'email', 'url',
] as const;

export const fieldTypes = [...itemTypes, 'enum', 'json', 'array'] as const;

/** What a field can hold. */
export type FieldType = (typeof fieldTypes)[number];

/** What an item of an array can be. */
export type ItemType = (typeof itemTypes)[number];

const lengths = ['minLength', 'maxLength'] as const;
const bounds = ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum'] as const;

/** The constraints that fit each type; the form shows these, and the model refuses all others. */
export const constraintsOfType = {
  string: [...lengths, 'pattern'],
  text: [...lengths, 'pattern'],
  integer: bounds,
  bigint: bounds,
  decimal: ['precision', 'scale', ...bounds],
  float: bounds,
  boolean: [],
  date: [],
  datetime: [],
  time: [],
  uuid: [],
  email: lengths,
  url: lengths,
  enum: ['values', 'transitions', 'initial'],
  json: [],
  array: ['items', 'minItems', 'maxItems', 'uniqueItems'],
} as const satisfies Record<FieldType, readonly string[]>;

/** Every constraint that some type has. */
export type Constraint = (typeof constraintsOfType)[FieldType][number];
