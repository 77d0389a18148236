import { type Sandbox, createSandbox } from './sandbox';

const where = { layer: 'app' };

describe('the sandbox', () => {
  let sandbox: Sandbox;
  const templates = {
    'app/files/README.md.njk': '# ${{ component.title }}\n',
    'app/files/missing.txt.njk': 'first\n${{ component.titel }}\n',
    'app/files/loop.txt.njk': '{% for entity in entitys %}x{% endfor %}',
    'app/files/null.txt.njk': '${{ component.system }}',
    'app/files/optional.txt.njk': '{% if component.nothing is defined %}a{% else %}b{% endif %}${{ component.nothing | default("c") }}',
    'app/files/macro.txt.njk': '{% from "app/macros/m.njk" import hello %}${{ hello("x") }}',
    'app/macros/m.njk': '{% macro hello(name) %}hello ${{ name }}{% endmacro %}',
    'app/files/brokenMacro.txt.njk': '{% from "app/macros/broken.njk" import hello %}${{ hello("x") }}',
    'app/macros/broken.njk': '{% macro hello(name) %}\nhello ${{ nam }}{% endmacro %}',
    'app/files/raw.yml.njk': '{% raw %}${{ secrets.TOKEN }}{% endraw %} {{ .Values.x }}',
    'app/files/escape.txt.njk': '${{ component.constructor.constructor("return process")() }}',
    'app/files/syntax.txt.njk': 'a\n{% if %}',
    'app/files/outside.txt.njk': '{% include "../../etc/passwd" %}',
    'app/files/each.txt.njk': '${{ entity.name }} of ${{ slots.settings.length }}',
  };
  const render = (name: string, item?: { as: string; path: string; index: number }) =>
    sandbox.renderAll([{ template: `app/files/${name}.njk`, where: { ...where, ...(item && { item }) } }])[0];

  beforeAll(() => {
    sandbox = createSandbox(templates);
    sandbox.setContext({ component: { title: 'Shop', system: null }, entities: [{ name: 'Product' }, { name: 'Tag' }] });
    sandbox.setSlots({ app: { settings: [1, 2] } });
  });
  afterAll(() => sandbox.dispose());

  it('renders values and macros of the library', () => {
    expect(render('README.md')).toEqual({ text: '# Shop\n', literals: [] });
    expect(render('macro.txt')).toMatchObject({ text: 'hello x' });
  });

  it.each([
    ['a missing property', 'missing.txt', { file: 'app/files/missing.txt.njk', line: 2, expression: 'component.titel' }],
    ['a missing list', 'loop.txt', { file: 'app/files/loop.txt.njk', line: 1, expression: 'entitys' }],
    ['an absent value', 'null.txt', { file: 'app/files/null.txt.njk', line: 1, expression: 'component.system' }],
    ['a missing value in a macro', 'brokenMacro.txt', { file: 'app/macros/broken.njk', line: 2, expression: 'nam' }],
    ['what a prototype brings', 'escape.txt', { file: 'app/files/escape.txt.njk', line: 1, expression: 'component.constructor' }],
    ['broken syntax', 'syntax.txt', { file: 'app/files/syntax.txt.njk', line: 2 }],
    ['a file outside of the library', 'outside.txt', { what: expect.stringContaining('no template "../../etc/passwd"') }],
  ])('names file, line and expression of %s, and renders the next template', (_, name, failure) => {
    expect(render(name)).toMatchObject({ failure });
    expect(render('README.md')).toMatchObject({ text: '# Shop\n' });
  });

  it('lets a template ask whether a value is there', () => {
    expect(render('optional.txt')).toMatchObject({ text: 'bc' });
  });

  it('takes an absent value for a missing one in default()', () => {
    expect(sandbox.evaluate('${{ component.system | default("none") }}', where)).toEqual({ text: 'none' });
  });

  it('binds the item and the slots of the layer', () => {
    expect(render('each.txt', { as: 'entity', path: 'entities', index: 1 })).toMatchObject({ text: 'Tag of 2' });
    expect(sandbox.evaluate('${{ entity.name }}.py', { ...where, item: { as: 'entity', path: 'entities', index: 0 } })).toEqual({ text: 'Product.py' });
  });

  it('tells which template syntax a template prints on purpose', () => {
    expect(render('raw.yml')).toEqual({
      text: '${{ secrets.TOKEN }} {{ .Values.x }}',
      literals: ['${{ secrets.TOKEN }}', '{{ .Values.x }}'],
    });
  });

  it('opens a new isolate after a template has filled the memory of the last one', () => {
    const bomb = createSandbox({ ...templates, 'app/files/bomb.njk': '{% set list = range(10000) %}{% for i in range(10000) %}{% set list = [list, list | join("-"), i] %}{% endfor %}' });
    try {
      bomb.setContext({ component: { title: 'Shop' } });
      expect(() => bomb.renderAll([{ template: 'app/files/bomb.njk', where }])).toThrow('The templates were stopped');
      bomb.setContext({ component: { title: 'Shop' } });
      expect(bomb.renderAll([{ template: 'app/files/README.md.njk', where }])).toEqual([{ text: '# Shop\n', literals: [] }]);
    } finally {
      bomb.dispose();
    }
  });

  it.each([
    ['${{ ([component] | pluck("constructor") | first)("x") }}', 'constructor'],
    ['${{ [component] | where("constructor") | length }}', 'constructor'],
    ['${{ entities | pluck("nmae") | join(", ") }}', 'nmae'],
  ])('reads own properties alone in filters too: %s', (text, key) => {
    expect(sandbox.evaluate(text, where)).toEqual({ failure: { what: `an item of the list has no value "${key}"` } });
  });

  it('does not print a macro or a function that was not called', () => {
    expect(sandbox.evaluate('${{ range }}', where)).toMatchObject({ failure: { expression: 'range', what: expect.stringContaining('call it') } });
  });

  it('lets default() ask for its own operand alone', () => {
    expect(sandbox.evaluate('${{ component.titel | upper | default("x") }}', where)).toMatchObject({ failure: { expression: 'component.titel' } });
    expect(sandbox.evaluate('${{ component.titel | default("x") | upper }}', where)).toEqual({ text: 'X' });
  });

  it('keeps nothing that a template sets for the next one', () => {
    const next = createSandbox({ 'app/files/a.njk': '{% set leak = "a" %}${{ leak }}', 'app/files/b.njk': '${{ leak is defined }}' });
    try {
      next.setContext({});
      expect(next.renderAll([{ template: 'app/files/a.njk', where }, { template: 'app/files/b.njk', where }])).toMatchObject([{ text: 'a' }, { text: 'false' }]);
    } finally {
      next.dispose();
    }
  });

  it('has no clock, random number, process or module within reach', () => {
    for (const name of ['Date', 'process', 'require', 'WebAssembly']) {
      expect(sandbox.evaluate(`\${{ ${name} }}`, where)).toMatchObject({ failure: { expression: name } });
    }
  });
});
