import { describeCheck, file } from '../testing/describeCheck';
import { yamlParses } from './yamlParses';

describeCheck(yamlParses, {
  refuses: [
    {
      name: 'an unclosed quote, with its line',
      files: [file('a.yaml', 'one: 1\ntwo: "x\n')],
      finds: [{ severity: 'error', file: 'a.yaml', line: 3, what: /as YAML: Missing closing/, mend: /`yaml` filter/ }],
    },
    {
      name: 'a key that stands twice, in the second document',
      files: [file('b.yml', 'a: 1\n---\na: 1\nb: 2\na: 3\n')],
      finds: [{ severity: 'error', file: 'b.yml', line: 5, what: 'the key "a" stands twice in one map', mend: /template/ }],
    },
    {
      name: 'brackets that would take all memory',
      files: [file('a.yaml', `a:\n${'['.repeat(400_000)}`)],
      finds: [{ severity: 'error', file: 'a.yaml', line: 2, what: /deeper than 2000/, mend: /template/ }],
    },
    {
      name: 'a file that is too large to be parsed',
      files: [file('a.yaml', '- '.repeat(600_000))],
      finds: [{ severity: 'error', file: 'a.yaml', line: 1, what: /over 512 KiB/, mend: /template/ }],
    },
    {
      name: 'a template folder that belongs to no chart',
      files: [file('templates/x.yaml', '{{- if b }}\na: 1\n')],
      finds: [{ severity: 'error', file: 'templates/x.yaml', line: 1, what: /as YAML/, mend: /template/ }],
    },
  ],
  passes: [
    { name: 'several documents and anchors', files: [file('a.yaml', 'x: &x { a: 1 }\ny: { <<: *x, b: 2 }\n---\nx: 1\n')] },
    { name: 'tags that only their tool knows', files: [file('mkdocs.yml', 'f: !!python/name:mermaid.fence\nv: !ENV X\n')] },
    {
      name: 'templates of a Helm chart',
      files: [file('chart/Chart.yaml', 'name: x\n'), file('chart/templates/a/b.yaml', '{{- if .Values.x }}\na: {{ .y }}: z\n{{- end }}\n')],
    },
    { name: 'an empty file', files: [file('a.yaml', '')] },
  ],
});

it('reads a map of 30 000 keys without quadratic time', () => {
  const text = Array.from({ length: 30_000 }, (_, index) => `key${index}: 1\n`).join('');
  const started = performance.now();
  expect(yamlParses.run([file('big.yaml', text)], { files: [], byPath: new Map(), answers: {} })).toEqual([]);
  expect(performance.now() - started).toBeLessThan(20_000);
});
