import { componentName, componentNameProblems, isBeginningOfComponentName, suggestComponentName } from './componentName';

const longest = `a${'b'.repeat(componentName.maxLength - 1)}`;

describe('componentName', () => {
  it.each(['product-service', 'abc', 'a1b', 'a-1-b', longest])('takes %s', name => {
    expect(componentNameProblems(name)).toEqual([]);
  });

  it.each([
    ['', 2],
    ['ab', 1],
    [`${longest}c`, 1],
    ['1abc', 1],
    ['Not A Name', 1],
    ['a--b', 1],
    ['abc-', 1],
    ['abc\n', 1],
    ['größe', 1],
  ])('refuses %j, with a mend for each of its %i problems', (name, count) => {
    const problems = componentNameProblems(name);
    expect(problems).toHaveLength(count);
    for (const { what, mend } of problems) {
      expect(what).not.toBe('');
      expect(mend).toMatch(/^Use .*\.$/);
    }
  });

  it.each([
    ['Not A Name', 'not-a-name'],
    ['order_line', 'order-line'],
    ['abc-', 'abc'],
    ['Größe', 'grosse'],
    ['2nd shop', 'nd-shop'],
    [`${longest}c`, longest],
  ])('suggests for %j %s', (name, suggestion) => {
    expect(suggestComponentName(name)).toBe(suggestion);
  });

  it.each(['product-service', '', '12', 'ab', '商品'])('has no other name for %j', name => {
    expect(suggestComponentName(name)).toBeUndefined();
  });

  it.each([
    ['', true],
    ['ab', true],
    ['abc-', true],
    [longest, false],
    ['a--', false],
    ['A', false],
    ['1', false],
  ])('knows whether %j can still become a name: %j', (name, expected) => {
    expect(isBeginningOfComponentName(name)).toBe(expected);
  });
});
