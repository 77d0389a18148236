import type { RenderedFile } from '@waymark/backstage-plugin-waymark-common';
import { formatFiles } from './formatFiles';

function file(path: string, content: string, more: Partial<RenderedFile> = {}): RenderedFile {
  return {
    path, content, mode: '100644', encoding: 'utf8', layer: 'app', policy: 'managed',
    source: `${path}.njk`, rendered: true, format: true, literals: [], ...more,
  };
}

async function format(...files: readonly RenderedFile[]): Promise<Record<string, string>> {
  return Object.fromEntries((await formatFiles(files)).map(({ path, content }) => [path, content]));
}

const cases: readonly (readonly [string, string, string])[] = [
  ['a.py', "x = {'a':1}\ndef f( a ):\n  return a", 'x = {"a": 1}\n\n\ndef f(a):\n    return a\n'],
  ['__init__.py', '', ''],
  ['a.json', '{"a":1,"b":[1,2]}', '{ "a": 1, "b": [1, 2] }\n'],
  ['package.json', '{"name":"x","files":["a"]}', '{\n  "name": "x",\n  "files": [\n    "a"\n  ]\n}\n'],
  ['tsconfig.json', '{ // why\n"a":[1]}', '{\n  // why\n  "a": [1]\n}\n'],
  ['a.yaml', 'a:   1\nb:\n    - x\n', 'a: 1\nb:\n  - x\n'],
  ['.github/workflows/ci.yml', 'x:   ${{ secrets.X }}\n', 'x: ${{ secrets.X }}\n'],
  ['README.md', '# a\n* b\n* c\n\n\n\nd', '# a\n\n- b\n- c\n\nd\n'],
  ['a.ts', "const a:string='x'", 'const a: string = "x";\n'],
  ['a.tsx', 'const a=<b c="d"/>', 'const a = <b c="d" />;\n'],
  ['a.mjs', 'export  default 1', 'export default 1;\n'],
];

it.each(cases)('formats %s', async (path, text, formatted) => {
  expect(await format(file(path, text))).toEqual({ [path]: formatted });
});

it.each(cases)('leaves %s as it is the second time', async (path, text) => {
  const once = await formatFiles([file(path, text)]);
  expect(await formatFiles(once)).toEqual(once);
});

it('touches neither copied files, nor those that ask to be left alone, nor binary ones', async () => {
  const files = [
    file('a.json', '{"a":1}', { rendered: false }),
    file('b.json', '{"a":1}', { format: false }),
    file('c.json', 'eyJhIjoxfQ==', { encoding: 'base64' }),
    file('Makefile', 'a:\n\tb'),
  ];
  expect(await formatFiles(files)).toEqual(files);
});

it.each([
  ['a.py', 'def f(:\n'],
  ['a.json', '{"a":'],
  ['a.yaml', 'a: "b\n'],
  ['a.ts', 'const = 1'],
])('gives %s back unchanged where it does not parse', async (path, text) => {
  expect(await format(file(path, text), file('ok.json', '{"a":1}'))).toEqual({ [path]: text, 'ok.json': '{ "a": 1 }\n' });
});

it('leaves the templates of a Helm chart alone, though some parse as YAML', async () => {
  const template = 'name:   {{ .Values.name }}\n';
  expect(await format(file('chart/Chart.yaml', 'name:   x\n'), file('chart/templates/a.yaml', template))).toEqual({
    'chart/Chart.yaml': 'name: x\n',
    'chart/templates/a.yaml': template,
  });
});

describe('with the tree’s own settings of ruff', () => {
  const project = (ruff: string) => file('pyproject.toml', `[project]\nname = "x"\nrequires-python = ">=3.12"\n${ruff}`);

  it('keeps the line length and the quotes of pyproject.toml', async () => {
    const settings = project('[tool.ruff]\nline-length = 40\n[tool.ruff.format]\nquote-style = "single"\n');
    const formatted = await format(settings, file('a.py', 'x = f("aaaaaaaaaaaaaaa", "bbbbbbbbbbbbb")\n'));
    expect(formatted['a.py']).toBe("x = f(\n    'aaaaaaaaaaaaaaa', 'bbbbbbbbbbbbb'\n)\n");
  });

  it('sorts imports, the project’s own last, where the rule is selected', async () => {
    const settings = project('[tool.ruff.lint]\nselect = ["E", "I"]\n');
    const text = 'from src.models import Order\nimport fastapi, os\n\nprint(os, fastapi, Order)\n';
    const sorted = 'import os\n\nimport fastapi\n\nfrom src.models import Order\n\nprint(os, fastapi, Order)\n';
    const once = await formatFiles([settings, file('src/models.py', ''), file('a.py', text)]);
    expect(once.find(({ path }) => path === 'a.py')?.content).toBe(sorted);
    expect(await formatFiles(once)).toEqual(once);
  });

  it('sorts every import block of a file', async () => {
    const settings = project('[tool.ruff.lint]\nselect = ["I"]\n');
    const text = 'import sys\nimport os\n\nx = "ü𝒳"\n\n\ndef f():\n    import b\n    import a\n\n    return a, b, os, sys\n';
    expect((await format(settings, file('main.py', text)))['main.py']).toBe(
      'import os\nimport sys\n\nx = "ü𝒳"\n\n\ndef f():\n    import a\n    import b\n\n    return a, b, os, sys\n',
    );
  });

  it('leaves the order of imports alone where the rule is not selected', async () => {
    const text = 'import sys\nimport os\n';
    expect((await format(project('[tool.ruff.lint]\nselect = ["E"]\n'), file('a.py', text)))['a.py']).toBe(text);
    expect((await format(project('[tool.ruff.lint]\nselect = ["ALL"]\nignore = ["I"]\n'), file('a.py', text)))['a.py']).toBe(text);
  });

  it('takes the nearest settings and leaves excluded files alone', async () => {
    const formatted = await format(
      project('[tool.ruff]\nextend-exclude = ["generated"]\n'),
      file('tools/ruff.toml', 'format.quote-style = "single"\n'),
      file('tools/a.py', 'x = "a"\n'),
      file('src/generated/a.py', "x = 'a'\n"),
    );
    expect(formatted).toMatchObject({ 'tools/a.py': "x = 'a'\n", 'src/generated/a.py': "x = 'a'\n" });
  });

  it('leaves Python alone where ruff refuses the settings', async () => {
    const text = "x = 'a'\n";
    expect((await format(project('[tool.ruff]\nno-such = 1\n'), file('a.py', text)))['a.py']).toBe(text);
  });
});

describe('with the tree’s own settings of prettier', () => {
  const long = '[{"aaaaaaaaaaaaaaaaaaaa":1,"bbbbbbbbbbbbbbbbbbbbbbb":2}]';

  it.each([
    ['.prettierrc', 'singleQuote: true\nsemi: false\n'],
    ['.prettierrc.json', '{ "singleQuote": true, "semi": false }'],
    ['.prettierrc.toml', 'singleQuote = true\nsemi = false\n'],
    ['package.json', '{ "prettier": { "singleQuote": true, "semi": false } }\n'],
  ])('reads %s', async (path, text) => {
    expect((await format(file(path, text, { rendered: false }), file('web/a.ts', 'f("x");')))['web/a.ts']).toBe("f('x')\n");
  });

  it('heeds overrides and .editorconfig', async () => {
    const formatted = await format(
      file('.editorconfig', 'root = true\n[*]\nindent_size = 4\n[*.{json,md}]\nmax_line_length = 20\n'),
      file('.prettierrc', 'overrides:\n  - files: "*.ts"\n    options: { singleQuote: true }\n'),
      file('a.json', long),
      file('a.ts', 'f({\n"x":1})'),
    );
    expect(formatted['a.json']).toContain('\n    {\n        "aaa');
    expect(formatted['a.ts']).toBe('f({\n    x: 1,\n});\n');
  });

  it('loads no plugin and no parser that a tree names', async () => {
    const settings = '{ "plugins": ["./evil.js"], "parser": "markdown", "filepath": "/etc/passwd", "tabWidth": "x" }';
    expect((await format(file('.prettierrc', settings, { rendered: false }), file('a.ts', 'f( 1 )')))['a.ts']).toBe('f(1);\n');
  });
});
