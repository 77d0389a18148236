import { harmlessAnswers, librarySource } from '../lib/library.mjs';
import { breaks, cannotBeShown, fillsTheMemory, hangs } from '../lib/plainEnds.mjs';

const mega = 1_000_000;
const fill = (text, length = mega) => () => text.repeat(Math.ceil(length / text.length)).slice(0, length);
const byPrettier = (parser, text, times) => ({ input: () => ['prettier', { parser, text, times }] });
const linear = cannotBeShown('the formatter takes it in its stride');
const markdown = [
  ['brackets', '['], ['emphasis', '*a_'], ['quotes in quotes', '>'], ['links in links', '[a]('], ['images', '!['], ['tables', '|a'], ['lists', '- a\n'],
].flatMap(([what, text]) => [
  { name: `a megabyte of ${what} in Markdown`, source: 'quadratic formatter', attack: { 'a.md': fill(text) }, plain: { ...hangs, ...byPrettier('markdown', text, mega / text.length) }, ends: 'harmless' },
]);
const small = [
  { name: '60 kB of brackets in Markdown', source: 'quadratic formatter', attack: { 'a.md': fill('[', 60_000) }, plain: { ...hangs, ...byPrettier('markdown', '[', 60_000) }, ends: 'RENDER_FAILED', says: 'a.md' },
  { name: '60 kB of emphasis in Markdown', source: 'quadratic formatter', attack: { 'a.md': fill('*a_', 60_000) }, plain: { ...hangs, ...byPrettier('markdown', '*a_', 20_000) }, ends: 'RENDER_FAILED', says: 'a.md' },
  { name: '60 kB of quotes in quotes', source: 'quadratic formatter', attack: { 'a.md': fill('>', 60_000) }, plain: { ...hangs, ...byPrettier('markdown', '>', 60_000) }, ends: 'RENDER_FAILED', says: 'a.md' },
];
const python = [
  { name: 'a megabyte of triple quotes in Python', source: 'quadratic parser', attack: { 'a.py': fill('"""') }, plain: { ...hangs, input: () => ['ruff', { text: '"""', times: mega / 3 }] }, says: '128 KiB' },
  { name: '125 kB of triple quotes in Python', source: 'quadratic parser', attack: { 'a.py': fill('"""', 125_000) }, plain: cannotBeShown('a third of a second at that size'), says: 'as Python' },
  { name: '125 kB of texts side by side', source: 'quadratic parser', attack: { 'a.py': () => `x = ${'"a" '.repeat(31_000)}\n` }, plain: cannotBeShown('half a second at that size'), ends: 'any' },
  { name: 'brackets that fill the stack in Python', source: 'deep nesting', attack: { 'a.py': fill('(', 125_000) }, plain: { ...breaks, input: () => ['ruff', { text: '(', times: mega }] }, says: 'nests too deeply' },
  { name: 'a minus sign before a minus sign', source: 'deep nesting', attack: { 'a.py': () => `x = ${'-'.repeat(120_000)}1\n` }, plain: { ...breaks, input: () => ['ruff', { text: '-', times: mega }] }, says: 'nests too deeply' },
  { name: 'half-written f-strings', source: 'deep nesting', attack: { 'a.py': fill('f"{', 125_000) }, plain: { ...breaks, input: () => ['ruff', { text: 'f"{', times: mega }] }, says: 'nests too deeply' },
  { name: 'forty files of triple quotes', source: 'quadratic parser', attack: Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`a${at}.py`, fill('"""', 120_000)])), plain: cannotBeShown('it is the same forty times'), says: 'as Python', seconds: 30 },
];
const data = [
  { name: 'a megabyte of YAML in one line', source: 'huge line', attack: { 'a.yaml': () => `a: [${'1, '.repeat(mega / 3)}1]\n` }, plain: { ...fillsTheMemory, ...byPrettier('yaml', '- a\n', mega / 4) }, says: '512 KiB' },
  { name: 'half a megabyte of quotes in YAML', source: 'quadratic parser', attack: { 'a.yaml': fill('"', 500_000) }, plain: { ...fillsTheMemory, ...byPrettier('yaml', '"a" ', 125_000), does: ['hangs', 'fills the memory', 'breaks'] }, says: 'as YAML' },
  { name: 'YAML that nests without end', source: 'deep nesting', attack: { 'a.yaml': fill('[', 60_000) }, plain: cannotBeShown('the parser gives up half-way'), says: 'nested deeper' },
  { name: 'a billion laughs in a file of the service', source: 'YAML aliases', attack: { 'compose.yaml': () => `a0: &a0 [ha,ha,ha,ha,ha,ha,ha,ha,ha]\n${Array.from({ length: 9 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(',')}]\n`).join('')}` }, plain: { ...fillsTheMemory, input: () => ['yaml', { text: `a0: &a0 [ha,ha,ha,ha,ha,ha,ha,ha,ha]\n${Array.from({ length: 9 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(',')}]\n`).join('')}` }] }, says: 'alias' },
  { name: 'a megabyte of JSON in one line', source: 'huge line', attack: { 'a.json': () => `[${'1,'.repeat(mega / 2)}1]` }, plain: { ...fillsTheMemory, ...byPrettier('json', `[${'1,'.repeat(mega / 2)}1]`), does: ['fills the memory', 'hangs', 'goes through'] }, ends: 'harmless' },
  { name: 'JSON that nests without end', source: 'deep nesting', attack: { 'a.json': () => `${'{"a":'.repeat(40_000)}1` }, plain: cannotBeShown('JSON.parse says so too'), says: 'not JSON' },
  { name: 'a prototype in JSON', source: '__proto__', attack: { 'package.json': '{"__proto__": {"polluted": "bad"}, "name": "x", "version": "1.0.0"}' }, plain: { does: ['goes through'], shows: 'every object is now', input: () => ['json', { text: '{"__proto__": {"polluted": "bad"}}' }] }, ends: 'any' },
  { name: 'a megabyte of TypeScript in one line', source: 'huge line', attack: { 'a.ts': () => `type A = ${'a | '.repeat(mega / 4)}b;` }, plain: { ...fillsTheMemory, ...byPrettier('typescript', `type A = ${'a | '.repeat(mega / 4)}b;`) }, ends: 'harmless' },
  { name: 'TOML that nests without end', source: 'deep nesting', attack: { 'a.toml': () => `a = ${'['.repeat(mega / 2)}` }, plain: linear, says: 'not TOML' },
];

/** What a template prints, or a layer copies: it meets the formatters, and then the checks. */
export const contents = {
  entry: 'rendered text',
  attacks: [...markdown, ...small, ...python, ...data].map(one => ({ ends: 'VERIFY_FAILED', ...one })),
  arm(files) {
    const texts = Object.entries(files).map(([path, text]) => [`layers/app/files/${path}.njk`, `{% raw %}${typeof text === 'function' ? text() : text}{% endraw %}`]);
    return { source: librarySource(Object.fromEntries(texts)) };
  },
  async strike(_, { engine, source, folder }) {
    const library = await engine.load(source);
    const tree = await engine.renderInto({ library, goldenPath: 'service', answers: harmlessAnswers, folder });
    return engine.verifyFolder({ folder, origins: tree.files, levels: tree.checks, answers: harmlessAnswers });
  },
};
