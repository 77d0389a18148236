import { verifyReportSchema } from '@waymark/backstage-plugin-waymark-common';
import { checks } from './checks';
import { copied, file } from './testing/describeCheck';
import { verifyFiles } from './verifyFiles';

const clean = [
  file('pyproject.toml', '[project]\nname = "orders"\nrequires-python = ">=3.12"\n'),
  file('src/main.py', 'print("hello")\n'),
  file('catalog-info.yaml', 'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: x }\nspec: { type: service, lifecycle: production, owner: a }\n'),
  copied('.gitignore', '.venv/\n'),
];
const large = file('big.txt', 'x'.repeat(2 * 1024 * 1024));
const broken = file('a.json', '{');

it('reports every check, and nothing about a clean tree', async () => {
  const report = await verifyFiles({ files: clean });
  expect(verifyReportSchema.parse(report)).toMatchObject({ files: 4, errors: 0, warnings: 0, problems: [] });
  expect(report.checks.map(({ check }) => check)).toEqual(checks.map(({ name }) => name));
  expect(report.checks.find(({ check }) => check === 'python-parses')).toMatchObject({ files: 1 });
});

it('counts errors and warnings, and puts the check’s name on each problem', async () => {
  const report = await verifyFiles({ files: [...clean, large, broken] });
  expect(report).toMatchObject({ files: 6, errors: 1, warnings: 1 });
  expect(report.problems.map(({ check, severity }) => `${check} ${severity}`)).toEqual(['file-size warning', 'json-parses error']);
});

it('raises, lowers and switches off checks as the golden path says', async () => {
  const files = [...clean, large, broken];
  expect(await verifyFiles({ files, levels: { 'file-size': 'error', 'json-parses': 'warning' } })).toMatchObject({ errors: 1, warnings: 1 });
  const report = await verifyFiles({ files, levels: { 'file-size': 'off' } });
  expect(report.checks.map(({ check }) => check)).not.toContain('file-size');
  expect(report).toMatchObject({ errors: 1, warnings: 0 });
});

it('names a level for a check that does not exist', async () => {
  const report = await verifyFiles({ files: clean, levels: { 'file-sise': 'off' } });
  expect(report.errors).toBe(1);
  expect(report.problems).toEqual([
    { severity: 'error', what: expect.stringContaining('file-sise'), mend: expect.stringContaining('file-size') },
  ]);
});

it('turns a check that breaks into an error of that check, whatever its level', async () => {
  const poison = { ...file('a.toml', ''), get content(): string { throw new Error('no bytes'); } };
  const report = await verifyFiles({ files: [poison], levels: { 'toml-parses': 'warning' } });
  expect(report.problems).toContainEqual(
    expect.objectContaining({ check: 'toml-parses', severity: 'error', what: expect.stringContaining('no bytes') }),
  );
});

it('counts more problems than it lists', async () => {
  const files = Array.from({ length: 300 }, (_, index) => file(`${index}.json`, '{'));
  const report = await verifyFiles({ files });
  expect(report.errors).toBe(300);
  expect(report.problems).toHaveLength(201);
  expect(report.problems.at(-1)?.what).toBe('100 more problems of json-parses are counted but not listed.');
});

it('has a unique kebab-case name and a title for each check', () => {
  const names = checks.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, title } of checks) {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(title).toMatch(/^\S.{10,}[^.]$/);
  }
});

it('judges files of a folder, of which nothing else is known, as copied ones', async () => {
  const files = [{ path: 'a.md', mode: '100644' as const, encoding: 'utf8' as const, content: '${{ secrets.X }}\n${{ component.name }}\n' }];
  const { problems } = await verifyFiles({ files });
  expect(problems.map(({ check, line }) => [check, line])).toEqual([['no-template-syntax', 2]]);
});
