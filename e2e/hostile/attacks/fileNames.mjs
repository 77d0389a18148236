import { harmlessAnswers, librarySource } from '../lib/library.mjs';
import { cannotBeShown, fillsTheMemory, shows } from '../lib/plainEnds.mjs';

const outside = shows('outside: mine, stolen');
const onlyThere = where => cannotBeShown(`only ${where} takes it so`);
const hookRuns = shows('.git/hooks/post-checkout');

/** Files of a layer by their names. */
const named = (...names) => Object.fromEntries(names.map(name => [`layers/app/files/${name}`, 'x\n']));
/** A file whose name a developer chooses by an answer. */
const chosen = { 'layers/app/files/${{ component.description }}.njk': 'x\n' };

const leaving = [
  { name: 'a parent folder in the name of a file', source: 'CVE-2021-43783', attack: named('../../../../stolen'), paths: ['../outside/stolen'], plain: outside, ends: 'LIBRARY_UNREADABLE', says: 'no path below a folder' },
  { name: 'a parent folder in an answer', source: 'CVE-2021-43783', answers: '../outside/stolen', plain: outside, says: '../outside/stolen' },
  { name: 'an absolute path in an answer', source: 'absolute path', answers: '/etc/cron.d/x', paths: ['OUTSIDE/stolen'], plain: cannotBeShown('join() makes it relative'), says: '/etc/cron.d/x' },
  { name: 'backslashes in an answer', source: 'CVE-2021-43783', answers: '..\\..\\stolen', plain: onlyThere('Windows'), says: '..\\..\\stolen' },
  { name: 'a folder of nothing but dots', source: 'GHSA-pvv8-8fx9-h673', answers: 'a/./../../outside/stolen', plain: outside, says: 'relative part' },
  { name: 'NUL in an answer', source: 'NUL byte', answers: 'a\u0000.png', plain: cannotBeShown('Node refuses it by itself'), ends: 'ANSWERS_INVALID', says: 'NUL' },
  { name: 'a line end in an answer', source: 'control character', answers: 'a\nb', plain: shows('a\nb'), says: 'has a character' },
];

const git = [
  { name: 'a hook of git', source: 'CVE-2026-71556', attack: named('.git/hooks/post-checkout'), paths: ['.git/hooks/post-checkout'], plain: hookRuns, says: '.git' },
  { name: 'a hook of git, by an answer', source: 'CVE-2026-71556', answers: '.git/hooks/post-checkout', plain: hookRuns, says: '.git' },
  { name: 'git’s folder in capitals', source: '.git in every case', attack: named('.GIT/config'), plain: onlyThere('a file system blind to case'), says: '.git' },
  { name: 'git’s folder deep down', source: 'nested repository', attack: named('vendor/x/.git/config'), paths: ['vendor/x/.git/config'], plain: shows('vendor/x/.git/config'), says: '.git' },
  { name: 'git’s folder with a code point that HFS+ leaves out', source: 'CVE-2014-9390', attack: named('.g\u200cit/config'), plain: onlyThere('HFS+'), says: 'invisible' },
  { name: 'git’s folder in full width', source: 'normalisation', attack: named('.ｇｉｔ/config'), plain: onlyThere('a file system that normalises'), says: '.git' },
  { name: 'git’s folder by its short name', source: 'CVE-2019-1352', attack: named('git~1/config'), plain: onlyThere('NTFS'), says: '.git' },
  { name: 'git’s folder with a dot behind it', source: 'trailing dot', attack: named('.git./config'), plain: onlyThere('Windows'), says: 'ends with a dot' },
  { name: 'git’s folder with a space behind it', source: 'trailing space', attack: named('.git /config'), plain: onlyThere('Windows'), says: 'a space' },
  { name: 'git’s folder by its stream', source: 'CVE-2019-1352', attack: named('.git::$INDEX_ALLOCATION/config'), plain: onlyThere('NTFS'), says: 'not every system' },
];

const devices = ['CON', 'aux.txt', 'nul .md', 'COM¹', 'conin$', 'lpt9.log'].map(device => ({
  name: `the device ${device}`, source: 'device name', attack: named(device), plain: onlyThere('Windows'), says: 'device',
}));

const collide = (name, source, ...names) => ({ name, source, attack: named(...names), plain: onlyThere('a file system that is blind to the difference'), says: names[0] });
const collisions = [
  collide('two cases of one name', 'case folding', 'readme.txt', 'README.txt'),
  collide('a file and a folder that differ by case', 'case folding', 'docs', 'DOCS/a.md'),
  collide('two compositions of one name', 'NFC and NFD', 'caf\u00e9.txt', 'cafe\u0301.txt'),
  collide('ß and ss', 'case folding', 'straße.txt', 'strasse.txt'),
  collide('the sign of Kelvin and k', 'case folding', '\u212a.txt', 'k.txt'),
  collide('long s and s', 'case folding', '\u017fx.txt', 'sx.txt'),
  collide('the Turkish i', 'case folding', '\u0131.txt', 'i.txt'),
  { name: 'a file and a folder of one name', source: 'collision', attack: named('a', 'a/b'), paths: ['a', 'a/b'], plain: { does: ['breaks'] }, says: 'other files stand below it' },
  { name: 'one path from two answers', source: 'collision', attack: { 'layers/app/files/${{ component.name }}.njk': 'x\n', ...named('shop-service') }, paths: ['shop-service', 'shop-service'], plain: shows('1 of 2 files'), says: 'twice' },
  { name: 'Waymark’s own file', source: 'forged waymark', attack: named('.waymark.yaml'), paths: ['.waymark.yaml', '.waymark.yaml'], plain: shows('1 of 2 files'), says: 'Waymark writes' },
];

const huge = [
  { name: 'a name of 300 bytes', source: 'huge name', attack: named('x'.repeat(300)), paths: ['x'.repeat(300)], plain: { does: ['breaks'] }, says: '255' },
  { name: 'a path of 5,000 bytes', source: 'huge name', answers: Array(900).fill('x').join('/'), paths: [Array(2500).fill('x').join('/')], plain: { does: ['breaks'] }, says: 'longer than' },
  { name: 'a name that is a template without end', source: 'endless loop', attack: { 'layers/app/files/{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}${{ a }}{% endfor %}{% endfor %}{% endfor %}.txt': 'x' }, plain: { ...fillsTheMemory, input: () => ['nunjucks', { template: '{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}${{ a }}{% endfor %}{% endfor %}{% endfor %}' }] }, ends: 'RENDER_FAILED', says: 'for a in range' },
  { name: 'an escape in the name of a file', source: 'CVE-2022-36067', attack: named("${{ range.constructor('return \"escaped \" + process.version')() }}"), plain: { ...shows('escaped v'), input: () => ['nunjucks', { template: "${{ range.constructor('return \"escaped \" + process.version')() }}" }] }, says: 'range.constructor' },
];

/** How a layer's files are called, and what answers make of their names. */
export const fileNames = {
  entry: 'file names',
  attacks: [...leaving, ...git, ...devices, ...collisions, ...huge].map(one => ({ ends: 'PLAN_INVALID', attack: chosen, ...one, plain: { input: () => ['write', { paths: one.paths ?? [one.answers] }], ...one.plain } })),
  arm: (files, { attack }) => ({ source: librarySource(files), answers: { ...harmlessAnswers, ...(attack.answers && { description: attack.answers }) } }),
  async strike(_, { engine, source, answers, folder }) {
    const library = await engine.load(source);
    return engine.renderInto({ library, goldenPath: 'service', answers, folder });
  },
};
