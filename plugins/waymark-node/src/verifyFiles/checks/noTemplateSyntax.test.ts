import { copied, describeCheck, file } from '../testing/describeCheck';
import { noTemplateSyntax } from './noTemplateSyntax';

describeCheck(noTemplateSyntax, {
  refuses: [
    {
      name: 'an expression that nobody rendered, with its line and its source',
      files: [file('README.md', '# x\n\nOwner: ${{ component.owner }}\n')],
      finds: [
        {
          severity: 'error',
          file: 'README.md',
          line: 3,
          what: 'Unrendered template syntax: ${{ component.owner }}',
          mend: 'Look at layers/app/files/README.md.njk',
        },
      ],
    },
    {
      name: 'a block and a comment',
      files: [file('a.txt', 'a\n{% if x %}\nb\n{# note #}\n')],
      finds: [
        { severity: 'error', file: 'a.txt', line: 2, what: /\{% if x %\}/, mend: /raw/ },
        { severity: 'error', file: 'a.txt', line: 4, what: /\{# note #\}/, mend: /raw/ },
      ],
    },
    {
      name: 'an expression beside one that the source prints',
      files: [file('a.yml', 'a: ${{ secrets.X }}\nb: ${{ secrets.Y }}\n', { literals: ['${{ secrets.X }}'] })],
      finds: [{ severity: 'error', file: 'a.yml', line: 2, what: /secrets\.Y/, mend: /raw/ }],
    },
    {
      name: 'a copied file that was meant to be rendered',
      files: [copied('Makefile', 'name = x\nimage = ${{component.name}}\n{%- for entity in entities %}\n{% endfor %}\n{% if not features.auth %}\n')],
      finds: [
        { severity: 'error', file: 'Makefile', line: 2, what: /component\.name/, mend: 'Only *.njk files are rendered' },
        { severity: 'error', file: 'Makefile', line: 3, what: /for entity in entities/, mend: /ending/ },
        { severity: 'error', file: 'Makefile', line: 5, what: /features\.auth/, mend: /ending/ },
      ],
    },
    {
      name: 'a file name with an expression in it',
      files: [copied('src/${{ entity.key }}.py', '')],
      finds: [{ severity: 'error', file: 'src/${{ entity.key }}.py', line: undefined, what: /file’s name/, mend: /njk/ }],
    },
  ],
  passes: [
    {
      name: 'what the source prints on purpose, though a formatter moved its spaces',
      files: [
        file('.github/workflows/ci.yml', 'a: ${{ secrets.X }}\nb: ${{ github.sha }}\n', {
          literals: ['env:\n  a: ${{secrets.X}}\n  b: ${{  github.sha  }}\n'],
        }),
      ],
    },
    { name: 'a beginning that the source prints, the rest of which it computes', files: [file('a.yml', 'a: ${{ secrets.A_TOKEN }}\n', { literals: ['${{ secrets.'] })] },
    { name: 'an opening that the source prints alone', files: [file('a.yml', 'a: ${{ matrix.python }}\n', { literals: ['${{'] })] },
    {
      name: 'what a person wrote into the form',
      files: [file('README.md', 'Prices as ${{ amount }} and {% raw %}.\n')],
      answers: { component: { description: 'Prices as ${{ amount }} and {% raw %}.' } },
    },
    { name: 'braces of other languages', files: [file('a.yaml', 'name: {{ .Values.x }}\nx: ${VAR}\ny: {{ x }}\nz: "{%", "#}"\n')] },
    {
      name: 'a copied workflow, a copied Jinja template and a shell script',
      files: [
        copied('.github/workflows/ci.yml', 'a: ${{ secrets.X }} ${{ matrix.component }}\n'),
        copied('alembic/script.mako', '{% if up %}\n{{ x }}\n{% for x in rows %}\n'),
        copied('a.sh', 'echo ${#array} {#\n'),
      ],
    },
    { name: 'a binary file', files: [file('a.png', 'JHt7IHggfX0=', { encoding: 'base64', rendered: false })] },
  ],
});

it.each(['${{ ', '{% ', '{# ', '${{ {% {# '])('reads 3 MB of %j in linear time', opening => {
  const text = opening.repeat(3_000_000 / opening.length);
  const started = performance.now();
  expect(noTemplateSyntax.run([file('big.txt', text)], { files: [], byPath: new Map(), answers: {} })).toEqual([]);
  expect(performance.now() - started).toBeLessThan(5_000);
});
