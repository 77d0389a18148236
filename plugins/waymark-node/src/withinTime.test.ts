import { OutOfTime, patiently, withinTime } from './withinTime';

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

describe('patiently', () => {
  const isTimeUp = () => true;
  /** A processor's clock that gives the process so much of each try's time. */
  const watched = (share: number) => {
    const tries: number[] = [];
    let used = 0;
    const fail = (ms: number) => {
      tries.push(ms);
      used += ms * share;
      throw new Error('time is up');
    };
    return { tries, fail, patience: { isTimeUp, processorMs: () => used } };
  };

  it('gives no second try to work that had the processor all the time', () => {
    const { tries, fail, patience } = watched(0.9);
    expect(() => patiently(50, fail, patience)).toThrow('time is up');
    expect(tries).toEqual([50]);
  });

  it('gives one more try with more time to work that others kept waiting', () => {
    const { tries, fail, patience } = watched(0.3);
    expect(() => patiently(50, fail, patience)).toThrow('time is up');
    expect(tries).toEqual([50, 200]);
    expect(patiently(50, ms => (ms === 50 ? fail(ms) : 'done'), patience)).toBe('done');
  });

  it('gives no second try to work that failed otherwise', () => {
    const { tries, fail, patience } = watched(0);
    expect(() => patiently(50, fail, { ...patience, isTimeUp: () => false })).toThrow('time is up');
    expect(tries).toEqual([50]);
  });
});
