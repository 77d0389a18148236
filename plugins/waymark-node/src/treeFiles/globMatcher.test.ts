import { globMatcher } from './globMatcher';

it.each([
  ['*', ['a', ''], ['a/b']],
  ['*.py', ['a.py', '.py'], ['a.pyi', 'a/b.py']],
  ['src/*/a.py', ['src/x/a.py'], ['src/a.py', 'src/x/y/a.py']],
  ['src/**', ['src/a', 'src/a/b'], ['srca', 'lib/src/a']],
  ['**/a.py', ['a.py', 'x/a.py', 'x/y/a.py'], ['xa.py', 'x/ya.py']],
  ['src/**/a.py', ['src/a.py', 'src/x/y/a.py'], ['src/xa.py']],
  ['a.b+(c)[d]', ['a.b+(c)[d]'], ['axb+(c)[d]', 'a.bb(c)d']],
  ['${{ x }}/*.md', ['${{ x }}/a.md'], ['x/a.md']],
])('%s covers what it should', (glob, covered, others) => {
  expect(covered.filter(path => !globMatcher(glob)(path))).toEqual([]);
  expect(others.filter(path => globMatcher(glob)(path))).toEqual([]);
});

it('takes linear time for stars that could share a text in countless ways', () => {
  const started = performance.now();
  expect(globMatcher(`${'*a'.repeat(100)}b`)('a'.repeat(250))).toBe(false);
  expect(performance.now() - started).toBeLessThan(2_000);
});
