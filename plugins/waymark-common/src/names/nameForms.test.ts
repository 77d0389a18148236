import fc from 'fast-check';
import { unfoldableCharacters } from './foldToAscii';
import { nameFormsOf, nounFormsOf, singularWords } from './nameForms';
import { splitWords } from './splitWords';

describe('nounFormsOf', () => {
  it('gives every case and number', () => {
    expect(nounFormsOf('Order line')).toEqual({
      pascal: { singular: 'OrderLine', plural: 'OrderLines' },
      camel: { singular: 'orderLine', plural: 'orderLines' },
      snake: { singular: 'order_line', plural: 'order_lines' },
      kebab: { singular: 'order-line', plural: 'order-lines' },
      constant: { singular: 'ORDER_LINE', plural: 'ORDER_LINES' },
      human: { singular: 'order line', plural: 'order lines' },
      title: { singular: 'Order Line', plural: 'Order Lines' },
    });
  });

  it.each([
    ['person', 'people'],
    ['category', 'categories'],
    ['child', 'children'],
    ['Sales person', 'sales_people'],
    ['address', 'addresses'],
    ['status', 'statuses'],
    ['series', 'series'],
    ['x', 'xes'],
    ['s', 's'],
  ])('the plural of %s is %s', (name, plural) => {
    expect(nounFormsOf(name).snake.plural).toBe(plural);
  });

  it('takes the plural that a person gives', () => {
    expect(nounFormsOf('Staff', 'Staff members').kebab.plural).toBe('staff-members');
  });

  it('folds letters for identifiers and keeps them for people', () => {
    const names = nounFormsOf('Straße');
    expect([names.snake.singular, names.pascal.singular, names.human.singular, names.title.singular]).toEqual(['strasse', 'Strasse', 'straße', 'Straße']);
  });
});

describe('singularWords', () => {
  it.each([
    ['tags', 'tag'],
    ['related products', 'related product'],
    ['categories', 'category'],
    ['news', 'news'],
    ['boss', 'boss'],
  ])('the singular of %s is %s', (plural, singular) => {
    expect(singularWords(splitWords(plural)).join(' ')).toBe(singular);
  });
});

describe('nameFormsOf', () => {
  it('reads its own snake, kebab and constant forms back, for any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), name => {
        const { snake, kebab, constant } = nameFormsOf(splitWords(name));
        expect(snake).toMatch(/^(?:[a-z0-9]+(?:_[a-z0-9]+)*)?$/);
        expect(nameFormsOf(splitWords(snake)).snake).toBe(snake);
        expect(nameFormsOf(splitWords(kebab)).snake).toBe(snake);
        expect(nameFormsOf(splitWords(constant)).snake).toBe(snake);
      }),
    );
  });

  it('loses no letter of a name without saying so', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), name => {
        const lost = unfoldableCharacters(name).length > 0;
        const letters = /\p{L}/u.test(name);
        expect(lost || !letters || /[a-z]/.test(nameFormsOf(splitWords(name)).snake)).toBe(true);
      }),
    );
  });
});
