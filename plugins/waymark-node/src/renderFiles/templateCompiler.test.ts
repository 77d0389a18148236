import { createSandbox } from './sandbox';
import { type TemplateCompiler, type TemplateSource, createTemplateCompiler } from './templateCompiler';

const where = { layer: 'app' };
const templates = {
  'app/files/a.njk': '{% include "app/macros/part.njk" %}{% from "app/macros/m.njk" import hello %}${{ hello(name) }}{% raw %}${{ own }}{% endraw %}',
  'app/macros/part.njk': 'part {% raw %}{{ of.part }}{% endraw %} ',
  'app/macros/m.njk': '{% macro hello(name) %}hello ${{ name }} {% endmacro %}',
  'app/files/dynamic.njk': '{% include "app/macros/" ~ file ~ ".njk" %}',
  'app/files/syntax.njk': 'a\n{% if %}',
  'app/files/missing.njk': 'a\n${{ nothing }}',
  'app/files/outside.njk': '{% include "app/nothing.njk" %}',
};
const jobs = Object.keys(templates).filter(name => name.includes('/files/')).map(template => ({ template, where }));

/** What a compiler is asked for. */
function watched(compiler: TemplateCompiler) {
  const asked: string[] = [];
  const compile = (sources: readonly TemplateSource[]) => {
    asked.push(...sources.map(({ name }) => name));
    return compiler.compile(sources);
  };
  return { asked, compiler: { ...compiler, compile } };
}

function render(library: Readonly<Record<string, string>>, compiler?: TemplateCompiler) {
  const sandbox = createSandbox(library, compiler);
  try {
    sandbox.setContext({ name: 'you', file: 'part' });
    return sandbox.renderAll(jobs);
  } finally {
    sandbox.dispose();
  }
}

describe('the template compiler', () => {
  it('changes nothing of what comes out, failures included', () => {
    const { asked, compiler } = watched(createTemplateCompiler());
    const compiled = render(templates, compiler);
    expect(compiled).toEqual(render(templates));
    expect(compiled).toMatchObject([
      { text: 'part {{ of.part }} hello you ${{ own }}', literals: ['${{ own }}', '{{ of.part }}'] },
      { text: 'part {{ of.part }} ' },
      { failure: { file: 'app/files/syntax.njk', line: 2 } },
      { failure: { file: 'app/files/missing.njk', line: 2, expression: 'nothing' } },
      { failure: { what: expect.stringContaining('no template "app/nothing.njk"') } },
    ]);
    expect(asked).toEqual([...jobs.map(({ template }) => template), 'app/macros/part.njk', 'app/macros/m.njk']);
  });

  it('gives another library the code of the same name and text, and never that of another text', () => {
    const compiler = createTemplateCompiler();
    render(templates, compiler);
    const changed = { ...templates, 'app/macros/m.njk': '{% macro hello(name) %}bye ${{ name }} {% endmacro %}' };
    expect(render(changed, compiler)[0]).toMatchObject({ text: 'part {{ of.part }} bye you ${{ own }}' });
    expect(render(templates, compiler)[0]).toMatchObject({ text: 'part {{ of.part }} hello you ${{ own }}' });
    const [one, two] = [compiler.compile([{ name: 'a', text: 'x' }]), compiler.compile([{ name: 'a', text: 'x' }])];
    expect(two[0]).toBe(one[0]);
  });

  it('leaves out what it cannot compile, and goes on', () => {
    const compiler = createTemplateCompiler();
    const deep = `\${{ ${'('.repeat(100_000)}1${')'.repeat(100_000)} }}`;
    expect(compiler.compile([{ name: 'deep', text: deep }, { name: 'a', text: 'x' }]).map(({ name }) => name)).toEqual(['a']);
    expect(compiler.compile([{ name: 'b', text: 'y' }])).toHaveLength(1);
  });
});
