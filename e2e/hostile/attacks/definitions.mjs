import { harmlessAnswers, librarySource } from '../lib/library.mjs';
import { breaks, cannotBeShown, fillsTheMemory, hangs, shows } from '../lib/plainEnds.mjs';

/** A list that doubles at each line; asked for whole it is 10^9 words of three kilobytes of text. */
const laughs = (lines = 9) => ['a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]', ...Array.from({ length: lines }, (_, at) => `a${at + 1}: &a${at + 1} [${Array(10).fill(`*a${at}`).join(', ')}]`)].join('\n');

/** What works on every YAML file of a library alike. */
export function yamlAttacks(start) {
  const of = (text, more) => ({ attack: typeof text === 'function' ? () => `${start}${text()}` : `${start}${text}`, ends: 'LIBRARY_INVALID', ...more });
  return [
    of(`${laughs()}\n`, { name: 'a billion laughs', source: 'YAML aliases', plain: fillsTheMemory, says: 'aliases' }),
    of(() => `deep: ${'['.repeat(100_000)}${']'.repeat(100_000)}\n`, { name: 'brackets that nest 100,000 deep', source: 'deep nesting', plain: fillsTheMemory, says: 'nested deeper' }),
    of(() => `deep: ${'['.repeat(150)}${']'.repeat(150)}\n`, { name: 'brackets that nest 150 deep', source: 'deep nesting', plain: cannotBeShown('it breaks what reads the value, later'), says: 'nests' }),
    of(() => `deep:\n${'- '.repeat(100_000)}x\n`, { name: 'lists that nest 100,000 deep', source: 'deep nesting', plain: cannotBeShown('the parser gives up half-way without a word'), says: 'nests too deeply' }),
    of(() => `big: "${'x'.repeat(20_000_000)}"\n`, { name: 'a file of 20 MB', source: 'huge file', plain: cannotBeShown('it only takes time'), says: 'over' }),
    of(() => '"'.repeat(400_000), { name: 'half a megabyte of quotes', source: 'quadratic parser', plain: breaks, says: '.yaml' }),
    of('__proto__: { polluted: "bad" }\n', { name: 'a prototype among the keys', source: '__proto__', plain: shows('every object is now'), says: '__proto__' }),
    of('constructor: { prototype: { polluted: "bad" } }\n', { name: 'a constructor among the keys', source: '__proto__', plain: cannotBeShown('this merge follows no functions'), says: '.yaml' }),
    of('a: !!js/function "function () { return process }"\n', { name: 'a function by its tag', source: 'js-yaml before 3.13', plain: cannotBeShown('this parser knows no such tag'), says: '.yaml' }),
  ];
}

/** An entry of one YAML file, whose attacks are its text. */
export function yamlEntry({ entry, file, start, attacks }) {
  return {
    entry,
    attacks: [...yamlAttacks(start), ...attacks],
    plain: text => ['yaml', { text }],
    arm: text => ({ source: librarySource(typeof text === 'string' ? { [file]: text } : text) }),
    async strike(_, { engine, source, folder }) {
      const library = await engine.load(source);
      return engine.renderInto({ library, goldenPath: 'service', answers: harmlessAnswers, folder });
    },
  };
}

export const libraryYaml = yamlEntry({
  entry: 'library.yaml',
  file: 'library.yaml',
  start: 'name: hostile\nformat: 1\nengine: ">=0.1.0"\n',
  attacks: [
    { name: 'ten thousand roots', source: 'huge count', attack: () => ({ 'library.yaml': undefined, ...Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`a${at}/library.yaml`, 'name: a\n'])) }), plain: cannotBeShown('a plain renderer has no root'), ends: 'LIBRARY_INVALID', says: 'several libraries' },
    { name: 'a million hosts', source: 'huge count', attack: () => `name: hostile\nformat: 1\nengine: ">=0.1.0"\npublish: { hosts: [${'a,'.repeat(200_000)}a] }\n`, plain: cannotBeShown('it only takes a second or two'), ends: 'LIBRARY_INVALID', says: 'library.yaml' },
  ],
});

export const templateYaml = yamlEntry({
  entry: 'template.yaml',
  file: 'service/template.yaml',
  start: '',
  attacks: [
    { name: 'a name that leads out of the catalog', source: 'path in a name', attack: 'metadata: { name: "../../x" }\n', plain: cannotBeShown('it is no file there'), ends: 'LIBRARY_INVALID', says: 'metadata.name' },
    { name: 'a name with a line end', source: 'log forging', attack: 'metadata: { name: "a\\nINFO all is well" }\n', plain: cannotBeShown('it shows in a log'), ends: 'LIBRARY_INVALID', says: 'metadata.name' },
    { name: 'a name of a megabyte', source: 'huge name', attack: () => `metadata: { name: ${'x'.repeat(500_000)} }\n`, plain: cannotBeShown('it only takes memory'), ends: 'LIBRARY_INVALID', says: 'metadata.name' },
  ].map(one => one),
});

const goldenStart = 'version: 1.0.0\nlayers: [app]\n';
export const goldenPathYaml = yamlEntry({
  entry: 'golden-path.yaml',
  file: 'service/golden-path.yaml',
  start: goldenStart,
  attacks: [
    { name: 'a folder outside', source: 'CVE-2021-43783', attack: 'version: 1.0.0\nlayers: [app, { layer: app, at: ../../outside }]\n', plain: { ...shows('outside: mine, stolen'), input: () => ['write', { paths: ['../outside/stolen'] }] }, ends: 'PLAN_INVALID', says: '../../outside' },
    { name: 'git’s folder', source: 'CVE-2026-71556', attack: 'version: 1.0.0\nlayers: [app, { layer: app, at: .git/hooks }]\n', plain: { ...shows('.git/hooks/run.sh'), input: () => ['write', { paths: ['.git/hooks/run.sh'] }] }, ends: 'PLAN_INVALID', says: '.git' },
    { name: 'a folder that is a template without end', source: 'endless loop', attack: 'version: 1.0.0\nlayers: [{ layer: app, at: "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}" }]\n', plain: { ...hangs, input: () => ['nunjucks', { template: '{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}' }] }, ends: 'RENDER_FAILED', says: 'for a in range', seconds: 7 },
    { name: 'a thousand times the same layer', source: 'huge count', attack: () => `version: 1.0.0\nlayers: [${Array.from({ length: 900 }, (_, at) => `{ layer: app, at: a${at} }`).join(', ')}]\n`, plain: cannotBeShown('a plain renderer has no layers'), ends: 'PLAN_INVALID', says: '500 layers' },
    { name: 'a page of every object', source: '__proto__', attack: 'version: 1.0.0\npages: [constructor]\nlayers: [app]\n', plain: cannotBeShown('a plain renderer has no pages'), ends: 'LIBRARY_INVALID', says: 'constructor' },
    { name: 'a prototype as the name of an item', source: '__proto__', attack: 'version: 1.0.0\nlayers: [{ layer: app, forEach: entities, as: __proto__ }]\n', plain: cannotBeShown('a plain renderer has no items'), ends: 'LIBRARY_INVALID', says: 'as' },
    { name: 'a check of every object', source: '__proto__', attack: 'version: 1.0.0\nlayers: [app]\nchecks: { toString: off }\n', plain: cannotBeShown('a plain renderer has no checks'), ends: 'LIBRARY_INVALID', says: 'toString' },
    { name: 'conditions that nest 90 deep', source: 'deep nesting', attack: () => `version: 1.0.0\nlayers: [{ layer: app, because: x, when: ${'{ not: '.repeat(90)}{ a: 1 }${' }'.repeat(90)} }]\n`, plain: cannotBeShown('a plain renderer has no conditions'), ends: 'LIBRARY_INVALID', says: 'nests' },
  ],
});
