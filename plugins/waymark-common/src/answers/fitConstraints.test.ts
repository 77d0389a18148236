import { fieldTypes } from './fieldTypes';
import { fitConstraints } from './fitConstraints';

function fitted(field: Record<string, unknown>): unknown {
  const [entity] = fitConstraints([{ name: 'Order', fields: [field] }]) as [{ fields: [unknown] }];
  return entity.fields[0];
}

describe('fitConstraints', () => {
  it.each([
    ['decimal to integer', { type: 'integer', precision: 8, scale: 2, minimum: 1 }, { type: 'integer', minimum: 1 }],
    ['enum to string', { type: 'string', values: ['a'], transitions: [], initial: 'a', maxLength: 3 }, { type: 'string', maxLength: 3 }],
    ['array to boolean', { type: 'boolean', items: { type: 'string' }, minItems: 1, uniqueItems: true }, { type: 'boolean' }],
    ['string to email', { type: 'email', pattern: '^a', maxLength: 9 }, { type: 'email', maxLength: 9 }],
    ['string to array', { type: 'array', minLength: 1, items: { type: 'integer', minLength: 1, minimum: 2 } }, { type: 'array', items: { type: 'integer', minimum: 2 } }],
  ])('drops what the type had that went from %s', (_change, field, expected) => {
    expect(fitted({ name: 'x', ...field })).toEqual({ name: 'x', ...expected });
  });

  it.each([...fieldTypes])('keeps of %s everything that is no constraint, also what is unknown', type => {
    const field = { name: 'x', type, description: '', required: false, unique: true, indexed: false, default: null, typo: 1 };
    expect(fitted(field)).toEqual(field);
  });

  it.each([
    [undefined],
    ['text'],
    [[null, 'text', {}]],
    [[{ name: 'Order', fields: 'none' }]],
    [[{ name: 'Order', fields: [null, {}, { type: 'money', precision: 1 }, { type: 'toString', precision: 1 }, { precision: 1 }] }]],
  ])('leaves %j as it is', entities => {
    expect(fitConstraints(entities)).toEqual(entities);
  });

  it('changes nothing of what it is given', () => {
    const field = Object.freeze({ name: 'x', type: 'date', minimum: 1 });
    expect(fitted(field)).toEqual({ name: 'x', type: 'date' });
    expect(field).toHaveProperty('minimum', 1);
  });
});
