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
