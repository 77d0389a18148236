import fc from 'fast-check';
import { type TreeFile, verifyReportSchema } from '@waymark/backstage-plugin-waymark-common';
import { fuzzRuns } from '@waymark/backstage-plugin-waymark-common/src/testing/fuzzRuns';
import { hostileJson, hostileText, spoiled } from '@waymark/backstage-plugin-waymark-common/src/testing/hostileJson';
import { toTreeFile } from '../loadLibrary/toTreeFile';
import { verifyFiles } from './verifyFiles';

/** What each check looks at, nearly right. */
const documents: Readonly<Record<string, unknown>> = {
  'catalog-info.yaml': { apiVersion: 'backstage.io/v1alpha1', kind: 'API', metadata: { name: 'x', annotations: { 'backstage.io/techdocs-ref': 'dir:.' } }, spec: { type: 'openapi', lifecycle: 'production', owner: 'team', definition: { $text: './openapi.yaml' } } },
  '.github/workflows/ci.yml': { on: { push: { branches: ['main'] } }, permissions: { contents: 'read' }, jobs: { test: { 'runs-on': 'ubuntu-latest', steps: [{ run: 'echo ${{ github.sha }}' }, { uses: 'actions/checkout@v5' }] } } },
  'compose.yaml': { services: { app: { image: 'x:1', ports: ['8000:8000'], environment: { A: 'b' }, depends_on: ['db'] }, db: { image: 'postgres' } }, volumes: { data: {} } },
  'openapi.json': { openapi: '3.1.0', info: { title: 'x', version: '1' }, paths: { '/a': { get: { responses: { 200: { description: 'ok' } } } } }, components: { schemas: { A: { $ref: '#/components/schemas/A' } } } },
  'openapi.yaml': { openapi: '3.0.3', info: { title: 'x', version: '1' }, paths: {} },
  'package.json': { name: 'x', version: '1.0.0', private: true, scripts: { test: 'x' }, dependencies: { a: '^1.0.0' }, author: { name: 'x' }, repository: { type: 'git', url: 'x' } },
  'Chart.yaml': { apiVersion: 'v2', name: 'x', version: '1.0.0' },
};
const texts: Readonly<Record<string, readonly string[]>> = {
  'pyproject.toml': ['[project]\nrequires-python = ">=3.12"\n[tool.ruff]\nline-length = 100\n[tool.ruff.lint]\nselect = ["I", "E"]\nper-file-ignores = { "*" = ["E"] }\n', '[tool.ruff]\nline-length = -1', '[tool.ruff.lint]\nselect = 7', '[tool]\nruff = []', '[tool.ruff]\nextend = "../x"\ntarget-version = "py9"', '__proto__ = 1\n[constructor]'],
  'src/main.py': ['import b\nimport a\n', 'def f(:', 'x = (' + '('.repeat(3000), 'match x:\n  case 1: pass\n', '# -*- coding: latin-1 -*-\n'],
  'sub/.gitignore': ['*', '!*', '[', '\\', '**/'.repeat(40), '/'.repeat(100), '!'],
  '.gitattributes': ['* text=auto'],
  'README.md': ['${{ x }}', '{% if %}', '{#', 'AKIAIOSFODNN7EXAMPLE', 'password = "a8sd7f6as8d7f6asd87f6"'],
};

const structured = fc.constantFrom(...Object.entries(documents)).chain(([path, document]) =>
  fc.oneof({ weight: 5, arbitrary: spoiled(fc.constant(document)) }, { weight: 1, arbitrary: hostileJson }).map((value): TreeFile => ({ path, mode: '100644', encoding: 'utf8', content: JSON.stringify(value) })),
);
const written = fc.constantFrom(...Object.entries(texts)).chain(([path, choices]) =>
  fc.tuple(fc.constantFrom(...choices), hostileText, fc.nat()).map(([text, evil, at]): TreeFile => ({ path, mode: '100755', encoding: 'utf8', content: at % 3 === 0 ? text : text.slice(0, at % text.length) + evil })),
);
const anyBytes = fc
  .tuple(fc.oneof(fc.constantFrom(...Object.keys(documents), ...Object.keys(texts), '.github/workflows/x.yaml', 'deploy.toml', 'docker-compose.prod.yml', 'templates/x.yaml'), hostileText), fc.oneof(fc.uint8Array({ maxLength: 60 }), hostileText.map(text => Buffer.from(text))))
  .map(([path, bytes]) => toTreeFile(path, Buffer.from(bytes), false));

describe('any tree', () => {
  it('is reported on in little time, and breaks no check', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(structured, structured, written, anyBytes), { minLength: 1, maxLength: 8 }), hostileJson, async (files, answers) => {
        const start = performance.now();
        const report = await verifyFiles({ files, answers });
        expect(report.problems.filter(({ what }) => /^The check .* broke/.test(what))).toEqual([]);
        expect(verifyReportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
        expect(performance.now() - start).toBeLessThan(8000);
      }),
      { numRuns: fuzzRuns(120), examples: ['null', '{"dependencies":{"a":{"toString":0}}}'].map((content): [TreeFile[], unknown] => [[toTreeFile('package.json', Buffer.from(content), false)], null]) },
    );
  });
});
