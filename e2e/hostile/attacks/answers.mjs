import { harmlessAnswers, librarySource } from '../lib/library.mjs';
import { breaks, cannotBeShown, hangs, shows } from '../lib/plainEnds.mjs';

const field = more => ({ entities: [{ name: 'Product', fields: [{ name: 'name', type: 'string', ...more }] }] });
const deep = depth => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
const run = 'return "escaped " + process.version';
const noModel = cannotBeShown('a plain renderer has no model');

const patterns = ['^(a+)+$', '^(a|a)*$', '^(.*)*b$', '^([a-z]+)*[a-z]+$', '(a*)*b'].map(pattern => ({
  name: `the pattern ${pattern} of a field`, source: 'catastrophic pattern', attack: field({ pattern }), plain: { ...hangs, input: () => ['pattern', { pattern, text: `${'a'.repeat(40)}!` }] }, says: 'pattern',
}));

const amounts = [
  { name: 'a megabyte of description', source: 'huge text', attack: () => ({ description: 'x'.repeat(2_000_000) }), plain: cannotBeShown('it is only long'), says: 'characters' },
  { name: 'a hundred thousand entities', source: 'huge count', attack: () => ({ entities: Array.from({ length: 100_000 }, (_, at) => ({ name: `E${at}` })) }), plain: cannotBeShown('it only takes time'), says: 'entries' },
  { name: 'a hundred thousand unknown keys', source: 'huge count', attack: () => Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`k${at}`, 1])), plain: cannotBeShown('it only takes time'), says: 'values' },
  { name: 'five hundred unknown keys, and a name for each that was meant', source: 'huge message', attack: () => Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`nam${at}`, 1])), plain: cannotBeShown('it only takes time'), says: 'not known here' },
  { name: 'a key of a megabyte', source: 'huge name', attack: () => ({ ['k'.repeat(900_000)]: 1 }), plain: cannotBeShown('it only takes time'), says: 'a key has' },
  { name: 'lists of lists of lists', source: 'huge count', attack: () => ({ features: { image: Array.from({ length: 300 }, () => Array.from({ length: 300 }, () => [1, 2])) } }), plain: cannotBeShown('it only takes memory'), says: 'values' },
  { name: 'answers that nest 5,000 deep', source: 'deep nesting', attack: () => ({ features: { image: deep(2000) } }), plain: { ...breaks, input: () => ['nunjucks', { template: '${{ component | dump }}${{ component.x.y }}{% macro f(a) %}${{ f(a[0]) }}{% endmacro %}${{ f(component) }}', context: { component: deep(2000) } }] }, says: 'nests more than' },
  { name: 'answers that nest too deep to be told', source: 'deep nesting', attack: () => ({ features: { image: deep(8000) } }), plain: cannotBeShown('an API would refuse them'), says: 'JSON' },
  { name: 'examples of a million characters', source: 'memory bomb', attack: () => ({ entities: Array.from({ length: 40 }, (_, at) => ({ name: `Entity ${'abcdefghijklmnopqrstuvwxyz'[at % 26]}${'abcdefghijklmnopqrstuvwxyz'[Math.floor(at / 26)]}`, fields: Array.from({ length: 60 }, (__, f) => ({ name: `field ${'abcdefghijklmnopqrstuvwxyz'[f % 26]}${'abcdefghijklmnopqrstuvwxyz'[Math.floor(f / 26)]}`, type: 'string', minLength: 1_000_000, maxLength: 1_000_000 })) })) }), plain: noModel, says: 'examples' },
];

const keys = ['__proto__', 'valueOf', 'toString'].map(key => ({
  name: `${key} among the answers`, source: '__proto__', attack: () => JSON.parse(`{"${key}": {"polluted": "bad"}}`), plain: key === '__proto__' ? { ...shows('every object is now'), input: () => ['json', { text: '{"__proto__": {"polluted": "bad"}}' }] } : cannotBeShown('it breaks who prints it, later'), says: key,
}));

const others = [
  { name: 'a constructor among the answers', source: '__proto__', attack: { constructor: { prototype: { polluted: 'bad' } } }, plain: cannotBeShown('this merge follows no functions'), says: 'constructor' },
  { name: 'a prototype among the options', source: '__proto__', attack: () => ({ features: JSON.parse('{"__proto__": {"image": "x"}}') }), plain: { ...shows('every object is now'), input: () => ['json', { text: '{"__proto__": {"polluted": "bad"}}' }] }, says: '__proto__' },
  { name: 'a template as an answer', source: 'template in an answer', attack: { description: `\${{ range.constructor('${run}')() }}` }, plain: { ...shows('escaped v'), input: () => ['nunjucks', { template: `# \${{ range.constructor('${run}')() }}` }] }, ends: 'harmless' },
  { name: 'an include as an answer', source: 'template in an answer', attack: { description: "{% include '/etc/passwd' %}" }, plain: { ...shows('root:'), input: () => ['nunjucks', { template: "# {% include '/etc/passwd' %}" }] }, ends: 'harmless' },
  { name: 'NUL in a name', source: 'NUL byte', attack: { name: 'a\u0000b' }, plain: cannotBeShown('it breaks the database, later'), says: 'NUL' },
  { name: 'half a character', source: 'lone surrogate', attack: { description: '\ud800' }, plain: cannotBeShown('it breaks the file, later'), says: 'surrogate' },
  { name: 'a default that nests', source: 'deep nesting', attack: () => field({ type: 'json', default: deep(60) }), plain: noModel, says: 'nests' },
  { name: 'a number of a thousand digits', source: 'huge number', attack: field({ type: 'decimal', minimum: '9'.repeat(1000) }), plain: noModel, says: 'minimum' },
];

/** What a developer gives, in a form or by the API. */
export const answers = {
  entry: 'answers',
  attacks: [...patterns, ...amounts, ...keys, ...others].map(one => ({ ends: 'ANSWERS_INVALID', ...one })),
  arm: attack => ({ source: librarySource({ 'layers/app/files/about.txt.njk': '${{ component.description }}\n' }), given: { ...harmlessAnswers, ...attack } }),
  async strike(_, { engine, source, given, folder }) {
    const library = await engine.load(source);
    return engine.renderInto({ library, goldenPath: 'service', answers: given, folder });
  },
};
