import fc from 'fast-check';
import { fieldTypes } from '../answers/fieldTypes';

const words = fc.constantFrom(
  'Order', 'order line', 'User', 'Class', 'import', 'Metadata', 'Date', 'News', 'person', 'Children', 'x', '2FA', 'S3Bucket', 'Straße', 'from', 'type', 'id', 'version',
  '__proto__', 'constructor', 'toString', 'self', 'cls', 'None', 'schema', 'model_config', 'json', 'limit', 'status', 'total amount', 'Line 1', 'line1', 'n2fa', 'a'.repeat(50), 'ß'.repeat(25),
);
const name = fc.oneof({ weight: 20, arbitrary: words }, { weight: 20, arbitrary: fc.stringMatching(/^[A-Za-z][A-Za-z0-9_ -]{0,12}$/) }, { weight: 1, arbitrary: fc.string({ maxLength: 8 }) });
const size = fc.integer({ min: 0, max: 12 });
const bound = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constantFrom('0', '-1.5', '0.01', '9007199254740993', 1e9, 2147483647));
const pattern = fc.constantFrom('^[A-Z]{2}-\\d{4}$', '^[a-z]+(-[a-z]+)*$', '^.*$', '[0-9]', '^(a|b){3}$', '(a+)+', '^\\s*$', '^$');
const value = fc.oneof(fc.constantFrom('draft', 'active', 'in progress', '2XL', '+', '日本', '"', '\n'), fc.string({ unit: 'grapheme', maxLength: 6 }));
const some = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined, freq: 2 });

const constraints: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  minLength: size, maxLength: size, pattern, minimum: bound, maximum: bound, exclusiveMinimum: bound, exclusiveMaximum: bound,
  precision: fc.integer({ min: 1, max: 38 }), scale: fc.integer({ min: 0, max: 6 }), minItems: size, maxItems: size, uniqueItems: fc.boolean(),
  values: fc.uniqueArray(value, { minLength: 1, maxLength: 5 }), transitions: fc.dictionary(value, fc.array(value, { maxLength: 2 }), { maxKeys: 2 }), initial: value,
  default: fc.oneof(bound, value, fc.boolean(), fc.jsonValue({ maxDepth: 2 })),
};
const fitting: Readonly<Record<string, readonly string[]>> = {
  string: ['minLength', 'maxLength', 'pattern'], text: ['minLength', 'maxLength', 'pattern'], integer: ['minimum', 'exclusiveMaximum'], bigint: ['minimum', 'maximum'],
  decimal: ['precision', 'scale', 'minimum', 'exclusiveMinimum', 'maximum'], float: ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum'], enum: ['values'], array: ['minItems', 'maxItems', 'uniqueItems'],
};

const pickOf = (keys: readonly string[]): fc.Arbitrary<object> =>
  fc.record(Object.fromEntries(keys.map(key => [key, some(constraints[key] ?? fc.constant(undefined))])));

const field = fc.constantFrom(...fieldTypes).chain(type =>
  fc
    .tuple(
      fc.record({ name, type: fc.constant(type), required: some(fc.boolean()), unique: some(fc.boolean()), indexed: some(fc.boolean()), description: some(fc.string({ unit: 'binary', maxLength: 9 })) }),
      pickOf(fitting[type] ?? []),
      fc.constantFrom('string', 'integer', 'decimal', 'boolean', 'email', 'float', 'date'),
      fc.integer({ min: 0, max: 9 }).chain(luck => (luck === 0 ? pickOf(Object.keys(constraints)) : fc.constant({}))),
    )
    .map(([head, fit, item, misfit]) => ({
      ...head,
      ...misfit,
      ...fit,
      ...(type === 'array' && { items: { type: item } }),
      ...(type === 'enum' && !('values' in fit && fit.values) && { values: ['a', 'b', 'c'] }),
    })),
);

/** Answers as people give them: mostly right, with names that bite, and with mistakes. */
export const arbitraryAnswers: fc.Arbitrary<unknown> = fc
  .record({ fields: fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), names: fc.uniqueArray(name, { minLength: 4, maxLength: 4 }) })
  .chain(({ fields, names }) => {
    const relation = fc.record({
      name,
      to: fc.constantFrom(...names.slice(0, fields.length)),
      kind: fc.constantFrom('many-to-one', 'one-to-one', 'many-to-many'),
      required: some(fc.boolean()),
      onDelete: some(fc.constantFrom('restrict', 'cascade', 'set-null')),
    });
    return fc.record({
      name: fc.constant('some-service'),
      owner: fc.constant('team'),
      entities: fc.tuple(
        ...fields.map((list, index) => fc.record({ name: fc.constant(names[index]), plural: some(name), fields: fc.constant(list), relations: fc.array(relation, { maxLength: 2 }) })),
      ),
    });
  });
