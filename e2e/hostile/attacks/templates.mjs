import { harmlessAnswers, librarySource } from '../lib/library.mjs';
import { hangs, fillsTheMemory, breaks, shows, cannotBeShown } from '../lib/plainEnds.mjs';

const run = 'return "escaped " + process.version';
const escaped = shows('escaped v');
const polluted = shows('every object is now');
const file = 'layers/app/files/attack.txt.njk';

const escapes = [
  { name: 'the constructor of a global', source: 'CVE-2022-36067', attack: `\${{ range.constructor('${run}')() }}`, says: 'range.constructor' },
  { name: 'the constructor of a text', source: 'CVE-2026-22709', attack: `\${{ ''.constructor.constructor('${run}')() }}`, says: '.constructor' },
  { name: 'the constructor of a method', source: 'constructor chain', attack: `\${{ [1].join.constructor('${run}')() }}`, says: 'join' },
  { name: 'the constructor of an answer', source: 'CVE-2025-55201', attack: `\${{ component.constructor.constructor('${run}')() }}`, says: 'component.constructor' },
  { name: 'the prototype of an answer', source: 'prototype chain', attack: `\${{ component.__proto__.constructor.constructor('${run}')() }}`, says: 'component.__proto__' },
  { name: 'the constructor of a macro', source: 'constructor chain', attack: `{% macro m() %}{% endmacro %}\${{ m.constructor('${run}')() }}`, says: 'm.constructor' },
  { name: 'the constructor of a regular expression', source: 'constructor chain', attack: `\${{ r/a/.constructor.constructor('${run}')() }}`, says: 'constructor' },
  { name: 'the constructor of a cycler', source: 'constructor chain', attack: `\${{ cycler('a').next.constructor('${run}')() }}`, says: 'constructor' },
  { name: 'a constructor by brackets and concatenation', source: 'constructor chain', attack: `\${{ range['con' + 'structor']('${run}')() }}`, says: 'attack.txt.njk:1' },
  { name: 'a filter of every object’s prototype', source: 'prototype chain', attack: `\${{ ('x' | valueOf).lookup.constructor('${run}')() }}`, says: 'valueOf' },
  { name: 'the constructor as a filter', source: 'prototype chain', attack: `\${{ ('x' | constructor).sub.constructor('${run}')() }}`, says: 'constructor' },
  { name: 'WebAssembly’s promises', source: 'CVE-2026-47210', attack: `\${{ range.constructor("return 'escaped ' + process.version + typeof WebAssembly")() }}`, says: 'range.constructor' },
].map(one => ({ ...one, plain: escaped, ends: 'RENDER_FAILED' }));

const hosts = [
  { name: 'an object of the host', source: 'CVE-2025-55201', attack: '${{ host.env.PATH }}', plain: shows('/bin'), says: 'host' },
  { name: 'a class of the host', source: 'copier 9.17.1', attack: `\${{ host.URL.constructor('${run}')() }}`, plain: escaped, says: 'host' },
  { name: 'a getter on every object', source: 'prototype pollution', attack: "${{ component.__proto__.__defineGetter__('polluted', range) }}", plain: polluted, says: '__proto__' },
  { name: 'a test of every object’s prototype', source: 'prototype chain', attack: "{% if 'x' is hasOwnProperty %}a{% endif %}escaped v", plain: escaped, says: 'hasOwnProperty' },
  { name: 'pluck of what a prototype brings', source: 'prototype chain', attack: "${{ ([component] | pluck('constructor') | first)('x') }}", plain: cannotBeShown('nunjucks has no such filter'), says: 'constructor' },
  { name: 'a file of the machine, included', source: 'copier 9.17.2', attack: "{% include '/etc/passwd' %}", plain: shows('root:'), says: '/etc/passwd' },
  { name: 'a file outside of the library, included', source: 'CVE-2026-23968', attack: "{% include '../../../../../../../../../../etc/passwd' %}", plain: shows('root:'), says: 'etc/passwd' },
  { name: 'a file of the machine, extended', source: 'CVE-2026-23968', attack: "{% extends '/etc/passwd' %}", plain: shows('root:'), says: '/etc/passwd' },
].map(one => ({ ...one, ends: 'RENDER_FAILED' }));

const self = 'app/files/attack.txt.njk';
const loop = body => '{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}' + body + '{% endfor %}{% endfor %}{% endfor %}';
const grow = (start, step, then) => `{% set x = ${start} %}{% for i in range(40) %}{% set x = ${step} %}{% endfor %}${then}`;
const stopped = 'attack.txt.njk';

const bombs = [
  { name: 'a range of a thousand million', source: 'range(1e9)', attack: '{% for i in range(1000000000) %}{% endfor %}', plain: fillsTheMemory, says: 'range()' },
  { name: 'loops in loops', source: 'endless loop', attack: loop(''), plain: hangs, says: stopped },
  { name: 'loops in loops that print', source: 'memory bomb', attack: loop('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'), plain: fillsTheMemory, says: stopped },
  { name: 'a template that includes itself', source: 'recursive include', attack: `{% include '${self}' %}`, plain: { ...breaks, files: { [self]: `{% include '${self}' %}` } }, says: stopped },
  { name: 'a template that extends itself', source: 'recursive extends', attack: `{% extends '${self}' %}`, plain: { ...breaks, files: { [self]: `{% extends '${self}' %}` } }, says: stopped },
  { name: 'a macro that calls itself', source: 'recursive macro', attack: '{% macro f() %}${{ f() }}{% endmacro %}${{ f() }}', plain: breaks, says: stopped },
  { name: 'a macro that calls itself twice, thirty deep', source: 'exponential macro', attack: '{% macro f(n) %}{% if n > 0 %}${{ f(n - 1) }}${{ f(n - 1) }}{% endif %}{% endmacro %}${{ f(30) }}', plain: hangs, says: stopped },
  { name: 'text that doubles', source: 'memory bomb', attack: grow("'xxxxxxxxxxxxxxxx'", 'x + x', '${{ x }}'), plain: fillsTheMemory, says: stopped },
  { name: 'text that doubles up to what a string can hold', source: 'memory bomb', attack: '{% set x = "xxxxxxxxxxxxxxxx" %}{% for i in range(24) %}{% set x = x + x %}{% endfor %}${{ x }}${{ x | length }}', plain: cannotBeShown('one string of 256 MB breaks no process yet'), says: 'characters' },
  { name: 'a list that doubles', source: 'memory bomb', attack: grow('[1]', '[x, x]', '${{ x | dump }}'), plain: fillsTheMemory, says: 'values' },
  { name: 'join by a long separator', source: 'memory bomb', attack: '{% set x = "xxxxxxxxxxxxxxxx" %}{% for i in range(16) %}{% set x = x + x %}{% endfor %}${{ range(9999) | join(x) }}', plain: fillsTheMemory, says: stopped },
  { name: 'indent by a thousand million', source: 'filter bomb', attack: '${{ "a\\nb" | indent(1000000000) }}', plain: hangs, says: 'counts to' },
  { name: 'center in a thousand million', source: 'filter bomb', attack: '${{ "a" | center(1000000000) }}', plain: hangs, says: 'counts to' },
  { name: 'batches of a thousand million', source: 'filter bomb', attack: '${{ [1] | batch(1000000000, "x") | length }}', plain: fillsTheMemory, says: 'counts to' },
  { name: 'a thousand million slices', source: 'filter bomb', attack: '${{ [1] | slice(1000000000) | length }}', plain: fillsTheMemory, says: 'counts to' },
  { name: 'replace between all letters', source: 'filter bomb', attack: '{% set x = range(9999) | join("xxxxxxxxxxxxxxxx") %}${{ (x | replace("", x)) | length }}', plain: fillsTheMemory, says: stopped },
  { name: 'a pattern that backtracks', source: 'catastrophic pattern', attack: `\${{ "${'a'.repeat(40)}!" | replace(r/^(a+)+$/g, "") }}`, plain: hangs, says: stopped },
  { name: 'striptags of half a tag', source: 'quadratic filter', attack: '{% set x = range(9999) | join("<a") %}${{ (x + x + x + x + x + x + x + x) | striptags | length }}', plain: hangs, says: stopped },
  { name: 'a comment by a long prefix', source: 'filter bomb', attack: '{% set x = range(9999) | join("\\n") %}${{ x | comment(x) | comment(x) }}', plain: cannotBeShown('nunjucks has no such filter'), says: stopped },
  { name: 'blocks that nest 50,000 deep', source: 'deep nesting', attack: () => `${'{% if 1 %}'.repeat(50_000)}${'{% endif %}'.repeat(50_000)}`, plain: breaks, says: stopped },
  { name: 'brackets that nest 100,000 deep', source: 'deep nesting', attack: () => `\${{ ${'['.repeat(100_000)}${']'.repeat(100_000)} }}`, plain: breaks, says: stopped },
  { name: 'a sum of 100,000 terms', source: 'deep nesting', attack: () => `\${{ 1${'+1'.repeat(100_000)} }}`, plain: breaks, says: stopped },
].map(one => ({ ...one, ends: 'RENDER_FAILED' }));

const harmless = [
  { name: 'a megabyte of half comments', source: 'quadratic lexer', attack: () => '{#'.repeat(500_000), plain: cannotBeShown('the lexer is linear here'), ends: 'RENDER_FAILED', says: stopped },
  { name: 'a set that shadows what every object has', source: '__proto__', attack: '{% set __proto__ = { polluted: "bad" } %}{% set constructor = 1 %}fine', plain: cannotBeShown('it changes its own context alone'), ends: 'harmless' },
  { name: 'loops that wait', source: 'asyncAll', attack: '{% asyncAll e in entities %}x{% endall %}{% asyncEach e in entities %}y{% endeach %}', plain: cannotBeShown('they end at once where nothing waits'), ends: 'harmless' },
];

/** What the author of a layer writes into its templates. */
export const templates = {
  entry: 'file content',
  attacks: [...escapes, ...hosts, ...bombs, ...harmless],
  plain: (attack, { files }) => ['nunjucks', { template: attack, files, context: { component: { title: 'Shop' }, entities: [{ key: 'product' }] } }],
  async strike(attack, { engine, source, folder }) {
    const library = await engine.load(source);
    return engine.renderInto({ library, goldenPath: 'service', answers: harmlessAnswers, folder });
  },
  arm: attack => ({ source: librarySource({ [file]: attack }) }),
};
