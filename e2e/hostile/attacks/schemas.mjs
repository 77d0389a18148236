import { harmlessAnswers } from '../lib/library.mjs';
import { breaks, cannotBeShown, hangs, shows } from '../lib/plainEnds.mjs';
import { yamlEntry } from './definitions.mjs';

const many = 'a'.repeat(40);
const doubling = Array.from({ length: 35 }, (_, at) => `d${at}: { allOf: [{ $ref: "#/definitions/d${at + 1}" }, { $ref: "#/definitions/d${at + 1}" }] }`).join(', ');
const doublingPlain = { definitions: Object.fromEntries(Array.from({ length: 36 }, (_, at) => [`d${at}`, at === 35 ? {} : { allOf: [{ $ref: `#/definitions/d${at + 1}` }, { $ref: `#/definitions/d${at + 1}` }] }])), $ref: '#/definitions/d0' };
const byAjv = (schema, value, more) => ({ input: () => ['schema', { schema, value, ...more }] });

/** A schema that is harmless to load, and what a developer answers to it. */
const judged = [
  { name: 'a pattern that backtracks', source: 'catastrophic pattern', schema: '{ type: string, pattern: "^(a+)+$" }', image: `${many}!`, plain: { ...hangs, ...byAjv({ type: 'string', pattern: '^(a+)+$' }, `${many}!`) } },
  { name: 'a pattern that backtracks a little, on a long answer', source: 'polynomial pattern', schema: '{ type: string, pattern: "^a*a*a*a*b$" }', image: 'a'.repeat(20_000), plain: { ...hangs, ...byAjv({ type: 'string', pattern: '^a*a*a*a*b$' }, 'a'.repeat(20_000)) } },
  { name: 'patterns for the names of properties', source: 'catastrophic pattern', schema: '{ type: object, patternProperties: { "^(a+)+$": { type: number } } }', image: { [`${many}!`]: 1 }, plain: { ...hangs, ...byAjv({ patternProperties: { '^(a+)+$': { type: 'number' } } }, { [`${many}!`]: 1 }) } },
  { name: 'a schema that doubles at each reference', source: 'exponential schema', schema: `{ $id: "http://x/y", definitions: { ${doubling}, d35: {} }, $ref: "#/definitions/d0" }`, image: 'x', plain: { ...hangs, ...byAjv(doublingPlain, 'x') }, ends: 'LIBRARY_INVALID', says: 'options' },
  { name: 'a schema that is itself', source: 'recursive schema', schema: '{ $id: "http://x/y", allOf: [{ $ref: "#" }] }', image: 'x', plain: { ...breaks, ...byAjv({ properties: { a: { $ref: '#/properties/a' } } }, { a: 1 }) } },
  { name: 'entries that must differ', source: 'quadratic schema', schema: '{ type: array, uniqueItems: true, items: {} }', image: () => Array.from({ length: 30_000 }, (_, at) => ({ at })), plain: { ...hangs, ...byAjv({ type: 'array', uniqueItems: true }, [], { times: 30_000 }) } },
].map(one => ({ ends: 'ANSWERS_INVALID', says: 'features', ...one, attack: `title: Delivery\nproperties:\n  image: ${one.schema}\n` }));

const page = text => `title: Delivery\nproperties:\n  image: ${text}\n`;
const loaded = [
  { name: 'a schema from the network', source: 'CVE-2026-24048', attack: page('{ $ref: "http://169.254.169.254/latest/meta-data" }'), plain: cannotBeShown('this validator fetches nothing'), says: '169.254.169.254' },
  { name: 'a schema that answers later', source: '$async', attack: page('{ $async: true, type: string }'), plain: cannotBeShown('every answer would be valid'), says: '$async' },
  { name: 'a pattern that is none', source: 'broken pattern', attack: page('{ type: string, pattern: "(" }'), plain: { ...breaks, ...byAjv({ pattern: '(' }, 'x') }, says: 'image' },
  { name: 'a schema that takes the time to compile', source: 'huge schema', attack: () => page(`{ anyOf: [${Array.from({ length: 900 }, (_, at) => `{ properties: { ${Array.from({ length: 25 }, (__, field) => `a${at}x${field}: {}`).join(', ')} } }`).join(', ')}] }`), plain: cannotBeShown('it takes less than two seconds here'), ends: 'harmless', says: '' },
].map(one => ({ ends: 'LIBRARY_INVALID', ...one }));

const shared = yamlEntry({ entry: 'options page', file: 'options/delivery.yaml', start: 'title: Delivery\nproperties: {}\n', attacks: [...loaded, ...judged] });

export const optionsPage = {
  ...shared,
  arm: (text, { attack }) => {
    const { image } = attack;
    return { ...shared.arm(text), answers: { ...harmlessAnswers, ...(image !== undefined && { features: { image: typeof image === 'function' ? image() : image } }) } };
  },
  async strike(_, { engine, source, answers, folder }) {
    const library = await engine.load(source);
    return engine.renderInto({ library, goldenPath: 'service', answers, folder });
  },
};

const start = 'description: The application\n';
const slot = (schema, entries, more = '') => `${start}slots:\n  settings: { key: name, entry: ${schema} }\ncontributes:\n  - { to: app/settings, ${more}entries: [${entries}] }\n`;
const many1000 = prefix => Array.from({ length: 1000 }, (_, at) => `{ name: ${prefix}${at} }`).join(', ');

export const layerYaml = yamlEntry({
  entry: 'layer.yaml',
  file: 'layers/app/layer.yaml',
  start,
  attacks: [
    { name: 'a slot whose pattern backtracks', source: 'catastrophic pattern', attack: slot('{ type: object, properties: { name: { pattern: "^(a+)+$" } } }', `{ name: "${many}!" }`), plain: { ...hangs, ...byAjv({ pattern: '^(a+)+$' }, `${many}!`) }, ends: 'PLAN_INVALID', says: 'app/settings' },
    { name: 'a slot that is itself', source: 'recursive schema', attack: slot('{ $ref: "#" }', '{ name: a }'), plain: { ...breaks, ...byAjv({ $ref: '#' }, 'x') }, ends: 'PLAN_INVALID', says: 'app/settings' },
    { name: 'a slot of billions of entries', source: 'billion-entry slots', attack: () => `${start}slots:\n  settings: { key: name, entry: { type: object } }\ncontributes:\n${Array.from({ length: 15 }, (_, at) => `  - { to: app/settings, forEach: entities, as: entity, entries: [${many1000(`a${at}x`)}] }\n`).join('')}`, plain: cannotBeShown('a plain renderer has no slots'), ends: 'PLAN_INVALID', says: '10000 entries' },
    { name: 'an entry that is a template without end', source: 'endless loop', attack: slot('{ type: object }', '{ name: "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}" }'), plain: { ...hangs, input: () => ['nunjucks', { template: '{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}' }] }, ends: 'RENDER_FAILED', says: 'for a in range', seconds: 7 },
    { name: 'an entry that escapes', source: 'CVE-2022-36067', attack: slot('{ type: object }', `{ name: "\${{ range.constructor('return 1 + 1')() }}" }`), plain: { ...shows('2'), input: () => ['nunjucks', { template: "${{ range.constructor('return 1 + 1')() }}" }] }, ends: 'PLAN_INVALID', says: 'range.constructor' },
    { name: 'a glob that backtracks', source: 'catastrophic pattern', attack: { 'layers/app/layer.yaml': `${start}files:\n  - { path: "${'*a'.repeat(30)}b", policy: once }\n`, [`layers/app/files/${'a'.repeat(200)}.txt`]: 'x' }, plain: { ...hangs, input: () => ['pattern', { pattern: `^${'[^/]*a'.repeat(30)}b$`, text: 'a'.repeat(200) }] }, ends: 'harmless' },
    { name: 'layers that all require each other', source: 'exponential graph', attack: () => ({ 'layers/app/layer.yaml': `${start}requires: [${layers(300)}]\n`, ...Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`layers/l${at}/layer.yaml`, `description: x\nrequires: [${layers(300)}]\n`])) }), plain: cannotBeShown('a plain renderer has no layers'), ends: 'harmless' },
    { name: 'two thousand layers', source: 'huge count', attack: () => Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`layers/l${at}/layer.yaml`, 'description: x\n'])), plain: cannotBeShown('a plain renderer has no layers'), ends: 'LIBRARY_INVALID', says: '1000' },
    { name: 'a layer called as what every object has', source: '__proto__', attack: { 'layers/__proto__/layer.yaml': 'description: x\n' }, plain: { ...shows('every object is now'), input: () => ['yaml', { text: '__proto__: { polluted: bad }' }] }, ends: 'LIBRARY_INVALID', says: '__proto__' },
    { name: 'a slot called as what every object has', source: '__proto__', attack: `${start}slots:\n  valueOf: { key: name, entry: {} }\n`, plain: cannotBeShown('a plain renderer has no slots'), ends: 'LIBRARY_INVALID', says: 'valueOf' },
    { name: 'a file that is repeated over what is no list', source: 'huge count', attack: `${start}files:\n  - { path: run.sh, forEach: component.title, as: x }\n`, plain: cannotBeShown('a plain renderer repeats nothing'), ends: 'PLAN_INVALID', says: 'no list' },
  ],
});

function layers(count) {
  return Array.from({ length: count }, (_, at) => `l${at}`).join(', ');
}
