import fc from 'fast-check';
import { matchingTexts } from './matchingTexts';
import { PatternRefusal } from './patternTree';
import { readPortablePattern } from './portablePattern';

describe('readPortablePattern', () => {
  it.each([
    ['^\\d{5}$', '^[0-9]{5}$'],
    ['^[A-Z]{2}-\\d+$', '^[A-Z]{2}-[0-9]+$'],
    ['^[a-z0-9]+(-[a-z0-9]+)*$', '^[0-9a-z]+(?:-[0-9a-z]+)*$'],
    ['\\w+@\\w+\\.com', '[0-9A-Z_a-z]+@[0-9A-Z_a-z]+\\.com'],
    ['^(red|green|blue)$', '^(?:red|green|blue)$'],
    ['^a.b$', '^a[^\\u000a\\u000d]b$'],
    ['[\\]\\[^-]', '[\\-\\[\\]\\^]'],
    ['^[^,;]+$', '^[^,;]+$'],
    ['^\\+?[0-9 ()-]{7,20}$', '^\\+?[ ()\\-0-9]{7,20}$'],
    ['^a+?$', '^a+$'],
    ['^\\u00e9t\\xe9$', '^été$'],
    ['^[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$', '^[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}$'],
    ['^([0-9]{1,3}\\.){3}[0-9]{1,3}$', '^(?:[0-9]{1,3}\\.){3}[0-9]{1,3}$'],
    ['^a|b$', '^a|b$'],
    ['^(([a-z]{1,3}-){1,3};)*$', '^(?:(?:[a-z]{1,3}-){1,3};)*$'],
    ['', ''],
  ])('writes %s as %s', (source, portable) => {
    expect(readPortablePattern(source).source).toBe(portable);
  });

  it.each([
    ['(?=a)b', 'looks ahead or behind'],
    ['(?<!a)b', 'looks ahead or behind'],
    ['(?<year>\\d+)', 'names a group'],
    ['(?P<year>\\d+)', 'names a group'],
    ['(?i)abc', 'not all engines know'],
    ['(a)\\1', 'refers back'],
    ['\\bword', 'not all engines know'],
    ['\\p{L}+', 'not all engines know'],
    ['[[:alpha:]]', 'POSIX'],
    ['a++', 'possessive'],
    ['a**', 'right after another'],
    ['*a', 'nothing before it'],
    ['a{2,1}', 'empty count'],
    ['a{300}', 'more than 255'],
    ['(a', 'without its )'],
    ['a)', 'without its ('],
    ['[a', 'without its ]'],
    ['[]', 'empty set'],
    ['[z-a]', 'empty range'],
    ['a{', 'bare {'],
    ['a\\', 'ends in a backslash'],
    ['a^b', 'not the first'],
    ['a$b', 'not the last'],
    ['(^a$)', 'not the first'],
    ['\\x00', 'bad \\x escape'],
    ['\\ud800', 'bad \\u escape'],
    ['😀', 'outside the basic plane'],
    ['(a+)+', 'too many ways'],
    ['^(a*)*$', 'too many ways'],
    ['^(a|a)*$', 'too many ways'],
    ['^(\\w+\\s?)*$', 'too many ways'],
    ['(.*,){11}P', 'too many ways'],
    ['^([a-z]+){10}$', 'too many ways'],
    ['^(a|aa)+$', 'too many ways'],
  ])('refuses %s, which %s', (source, what) => {
    expect(() => readPortablePattern(source)).toThrow(PatternRefusal);
    expect(() => readPortablePattern(source)).toThrow(what);
  });

  it('means the same to JavaScript, with and without the u flag, as what was typed', () => {
    const sources = ['^\\d{2,4}$', '^[^a-f\\d]+$', '\\w\\W', '^(?:ab|c)+-?$', '^[\\s.]+$', '^\\$\\{a\\}$', '^[&~|-]+$'];
    fc.assert(
      fc.property(fc.constantFrom(...sources), fc.string({ unit: fc.constantFrom(...'ab0c-9 .&~|${}f\t\n_'), maxLength: 8 }), (source, text) => {
        const portable = readPortablePattern(source).source;
        expect(new RegExp(portable).test(text)).toBe(new RegExp(source).test(text));
        expect(new RegExp(portable, 'u').test(text)).toBe(new RegExp(source).test(text));
      }),
    );
  });

  it('answers for any text with a pattern that compiles or a refusal, in a bounded time', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab[]()|*+?{}^$\\d.-,12:='), maxLength: 60 }), source => {
        try {
          const { source: portable, tree } = readPortablePattern(source);
          const expression = new RegExp(portable, 'u');
          for (const text of matchingTexts(tree, { min: 0, max: 50 }, 3)) expect(text).toMatch(expression);
        } catch (error) {
          if (!(error instanceof PatternRefusal)) throw error;
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('matchingTexts', () => {
  it.each([
    ['^[A-Z]{2}-\\d{4}$', 0, 100],
    ['^[a-z]+(-[a-z]+)*$', 12, 14],
    ['^(a|bb|ccc)+$', 5, 5],
    ['^.+$', 300, 300],
    ['^[^a-zA-Z0-9]{3}$', 0, 10],
    ['^[\\u4e00-\\u9fff]{2}$', 0, 10],
    ['^(ab){2,}c?$', 7, 9],
  ])('finds different texts for %s of %i to %i characters', (source, min, max) => {
    const { tree, source: portable } = readPortablePattern(source);
    const texts = matchingTexts(tree, { min, max }, 3);
    expect(new Set(texts).size).toBe(3);
    for (const text of texts) {
      expect(text).toMatch(new RegExp(portable, 'u'));
      expect(text.length).toBeGreaterThanOrEqual(min);
      expect(text.length).toBeLessThanOrEqual(max);
    }
  });

  it('finds none where the lengths leave none', () => {
    expect(matchingTexts(readPortablePattern('^[a-z]{5}$').tree, { min: 0, max: 4 }, 3)).toEqual([]);
    expect(matchingTexts(readPortablePattern('^(aa)+$').tree, { min: 3, max: 3 }, 3)).toEqual([]);
  });
});
