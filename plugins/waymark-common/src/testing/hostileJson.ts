import fc from 'fast-check';

/** Texts that have bitten somebody: names that every object has, halves of characters, numbers as text, what is empty, what is long. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'length', '', ' ', '\0', '\ud800', 'a\udfffb', '\u2028', '\u202e', '\ufeff', 'NaN', 'Infinity', '-0', '1e999',
    '0x10', '9'.repeat(400), 'null', '${{ secrets }}', '{% for %}', '{{', '../..', '.git', 'CON', '*a', '&a', '!!js/function', '---', 'a: b', '"', "'", '\\', '\n', '\r\n', '💥'.repeat(60), 'a'.repeat(5000),
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 12 }),
);

const hostileNumber = fc.oneof(fc.constantFrom(0, -0, -1, 0.5, 1e21, 1e308, 5e-324, 2 ** 53, -(2 ** 63), 4294967296), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));

const deep = fc.tuple(fc.constantFrom('[', '{"a":', '{"__proto__":'), fc.integer({ min: 30, max: 700 })).map(([open, times]): unknown => JSON.parse(open.repeat(times) + '1' + (open === '[' ? ']' : '}').repeat(times)));

/** Any JSON, as a request's body brings it: own `__proto__` keys, numbers at the edge, nesting without end. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 30, arbitrary: fc.letrec<{ value: unknown }>(tie => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, true, false),
      hostileNumber,
      hostileText,
      fc.array(tie('value'), { maxLength: 4 }),
      // Object.fromEntries gives `__proto__` as a key like any other, as JSON.parse does.
      fc.array(fc.tuple(hostileText, tie('value')), { maxLength: 4 }).map(entries => Object.fromEntries(entries)),
    ),
  })).value },
  { weight: 1, arbitrary: deep },
);

/** A value with one part of it, at any depth, replaced by something hostile: what passes the first checks, and bites later. */
export function spoiled<T>(valid: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.tuple(valid, hostileJson, hostileText, fc.array(fc.nat(), { minLength: 1, maxLength: 7 })).map(([value, evil, key, way]) => spoil(value, { evil, key }, way));
}

interface Spoiler {
  readonly evil: unknown;
  readonly key: string;
}

function spoil(value: unknown, spoiler: Spoiler, [step = 0, ...way]: readonly number[]): unknown {
  if (typeof value !== 'object' || value === null || way.length === 0) return spoiler.evil;
  const entries = Object.entries(value);
  const at = step % (entries.length + 1);
  const changed = entries.map(([key, part], index) => [key, index === at ? spoil(part, spoiler, way) : part] as const);
  // One step beyond the last entry adds one.
  if (at === entries.length) changed.push([spoiler.key, spoiler.evil]);
  return Array.isArray(value) ? changed.map(([, part]) => part) : Object.fromEntries(changed);
}
