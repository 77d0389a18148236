import { OutOfTime, withinTime } from './withinTime';

describe('withinTime', () => {
  it('gives what the work gives, and throws what it throws', () => {
    expect(withinTime(1000, () => [1])).toEqual([1]);
    expect(() => withinTime(1000, () => { throw new TypeError('mine'); })).toThrow(new TypeError('mine'));
  });

  it.each([
    ['a loop', () => { for (;;); }],
    ['a pattern that backtracks', () => /^(a+)+$/.test(`${'a'.repeat(50)}!`)],
  ])('stops %s, and does the next work', (_, work) => {
    expect(() => withinTime(50, work)).toThrow(OutOfTime);
    expect(withinTime(1000, () => 'next')).toBe('next');
  });

  it('may be used inside itself: the inner time ends the inner work alone', () => {
    const inner = () => {
      expect(() => withinTime(50, () => { for (;;); })).toThrow(OutOfTime);
      return 'outer';
    };
    expect(withinTime(5000, inner)).toBe('outer');
  });
});
