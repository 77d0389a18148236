import { parse } from 'yaml';
import { createSandbox } from './sandbox';

const hostile = '1. a | <b> & ${{ x }} {% y %} `c` #h !i ~s~ _u_ [l](x) \\ "q"\n second';

function evaluate(value: unknown, filter: string): string {
  const sandbox = createSandbox({});
  try {
    sandbox.setContext({ value });
    const result = sandbox.evaluate(`\${{ value | ${filter} }}`, { layer: 'app' });
    if ('failure' in result) throw new Error(result.failure.what);
    return result.text;
  } finally {
    sandbox.dispose();
  }
}

describe('yamlBlock', () => {
  it.each(['1.1', '1.2'] as const)('prints what a YAML %s parser reads as the same value', version => {
    const value = {
      image: 'redis:8',
      yes: 'no',
      empty: [],
      none: null,
      list: ['a: b', { x: 1, y: ['q', { z: true }] }, ['n', ['m']]],
      'key: with colon': '0x1f',
      text: hostile,
    };
    expect(parse(evaluate(value, 'yamlBlock'), { version })).toEqual(value);
  });
});

describe('markdown', () => {
  it('leaves nothing that GitHub or TechDocs takes for markup', () => {
    expect(evaluate(hostile, 'markdown')).toBe(
      '1\\. a &#124; &lt;b&gt; &amp; &#36;\\{\\{ x \\}\\} \\{% y %\\} \\`c\\` \\#h \\!i &#126;s&#126; \\_u\\_ \\[l\\](x) \\\\ "q" second',
    );
  });
});

describe('python, docstring and comment', () => {
  it('let no text turn the direction of the code around it', () => {
    const text = 'a \u202e b \u2066 c \u200f d';
    expect(evaluate(text, 'python')).toBe('"a \\u202e b \\u2066 c \\u200f d"');
    expect(evaluate(text, 'docstring')).toBe('a \\u202e b \\u2066 c \\u200f d');
    expect(evaluate(text, 'comment')).toBe('# a   b   c   d');
  });

  it.each(['"""', 'a "b"', 'a """"', '\\', '\\"', '\\"""\\"""'])('end no docstring before its end: %j', text => {
    const inside = evaluate(text, 'docstring');
    expect(inside).toMatch(/^(?:[^"\\]|\\.|"(?!"")(?!$))*$/);
    expect(inside.replace(/\\(.)/g, '$1')).toBe(text);
  });

  it('leave other scripts and joined emoji as they are', () => {
    expect(evaluate('שלום 日本 👩\u200d🚀', 'python')).toBe('"שלום 日本 👩\u200d🚀"');
  });
});

describe('withoutNulls', () => {
  it('drops keys that are null at any depth, and keeps items of lists', () => {
    expect(JSON.parse(evaluate({ a: null, b: [null, { c: null, d: 0 }], e: { f: false } }, 'withoutNulls | json'))).toEqual({ b: [null, { d: 0 }], e: { f: false } });
  });
});

describe('sortedJson', () => {
  it('sorts keys at any depth, as Python does with indent=2, and leaves lists as they are', () => {
    expect(evaluate('{"b":[{"z":1,"a":{}}],"a":"é","c":[]}', 'sortedJson')).toBe(
      '{\n  "a": "é",\n  "b": [\n    {\n      "a": {},\n      "z": 1\n    }\n  ],\n  "c": []\n}',
    );
  });
});
