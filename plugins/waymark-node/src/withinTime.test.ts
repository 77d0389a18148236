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
  /** Until the process has had so much of a processor, however long that takes on a busy machine. */
  const busy = (ms: number) => {
    const before = process.cpuUsage();
    for (let used = 0; used < ms * 1000;) {
      const { user, system } = process.cpuUsage(before);
      used = user + system;
    }
  };

  it('gives no second try to work that had the processor all the time', () => {
    const tries: number[] = [];
    const run = (ms: number) => {
      tries.push(ms);
      busy(100);
      throw new Error('time is up');
    };
    expect(() => patiently(50, run, isTimeUp)).toThrow('time is up');
    expect(tries).toEqual([50]);
  });

  it('gives a second try with more time to work that others kept waiting', () => {
    const tries: number[] = [];
    const run = (ms: number) => {
      tries.push(ms);
      if (tries.length > 1) return 'done';
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
      throw new Error('time is up');
    };
    expect(patiently(200, run, isTimeUp)).toBe('done');
    expect(tries).toEqual([200, 800]);
  });
});
