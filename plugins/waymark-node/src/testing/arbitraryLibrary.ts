import fc from 'fast-check';
import { hostileJson, hostileText, spoiled } from '@waymark/backstage-plugin-waymark-common/src/testing/hostileJson';

const layers = ['app', 'image', 'manifests', 'constructor', 'x-1'] as const;
const some = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined, freq: 2 });
const given = (value: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(value).map(record => Object.fromEntries(Object.entries(record).filter(([, part]) => part !== undefined)));

const strangePath = fc.constantFrom('features', 'features.list', 'plan', 'constructor', 'hasOwnProperty', 'entities.length', 'entities.0', '.', 'nothing.at.all');
const listPath = fc.oneof({ weight: 12, arbitrary: fc.constantFrom('entities', 'model.entityOrder') }, { weight: 1, arbitrary: strangePath });
const valuePath = fc.oneof({ weight: 12, arbitrary: fc.constantFrom('component.name', 'model.hasOneToOne', 'model.entityOrder', 'goldenPath.name') }, { weight: 1, arbitrary: strangePath });
const goodExpression = fc.constantFrom('${{ component.name }}', '${{ "a/" + component.name }}', 'plain', '${{ range(3) | join("/") }}', '{% if true %}x{% endif %}', '${{ plan.layers | length }}');
const badExpression = fc.constantFrom(
  '${{ entity.key }}', '${{ component.nothing }}', '${{', '${{ "../" }}', '${{ self }}', '${{ "\\u0000" }}', '${{ features.list | first }}', '${{ slots }}', '${{ [] }}', '${{ component | json }}', '${{ "x" | nofilter }}', '${{ component.constructor("x") }}',
);
const expression = fc.oneof({ weight: 6, arbitrary: goodExpression }, { weight: 1, arbitrary: badExpression });
const repetition = fc.oneof(fc.constant({}), fc.record({ forEach: listPath, as: fc.constantFrom('entity', 'component', 'plan', 'slots', 'x') }));
const scalar = fc.oneof(fc.constantFrom(true, false, null, 'kustomize', 0), hostileText);
const when = fc.letrec<{ condition: object }>(tie => ({
  condition: fc.oneof(
    { depthSize: 'small' },
    fc.tuple(valuePath, fc.oneof(scalar, fc.array(scalar, { minLength: 1, maxLength: 3 }))).map(([path, value]) => ({ [path]: value })),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
})).condition;

const schema = fc.oneof(
  { weight: 40, arbitrary: fc.constantFrom(
    {}, { type: 'string' }, { type: 'string', default: 'x' }, { type: 'boolean', default: true }, { type: 'array', items: { type: 'object' }, uniqueItems: true, default: [] }, { type: 'object', properties: { key: {} } }, { type: 'string', format: 'nothing' },
    { default: { deep: [] } }, { const: { a: 1 } }, { $ref: '#' },
  ) },
  { weight: 2, arbitrary: fc.constantFrom(
    { $ref: '#/properties/image' }, { $ref: 'https://example.com/x' }, { $id: 'x' }, { $id: 'x', $ref: 'x' }, { $async: true, type: 'string' }, { enum: [{}, {}] },
    { type: 'string', pattern: '(' }, { type: 'integer', multipleOf: 0 }, { allOf: [{ $ref: '#/definitions/x' }], definitions: { x: { type: 'string' } } }, { if: { const: 1 }, then: false }, { $schema: 'http://json-schema.org/draft-04/schema#' },
  ) },
  { weight: 1, arbitrary: hostileJson },
);
const properties = fc.oneof(fc.record({ image: schema, list: schema }), fc.dictionary(fc.constantFrom('image', 'list', 'constructor', 'hasOwnProperty', 'a b', ''), schema, { maxKeys: 4 }));

const rule = fc
  .tuple(repetition, given({
    path: fc.oneof(fc.constantFrom('**', '*', '**/*', 'README.md', '**/**/**/**/**/**/**/**', 'src/${{ entity.key }}.txt', '*.sh', '[', '(?'), hostileText.map(text => `x${text}`)),
    when: some(when), policy: some(fc.constantFrom('managed', 'once', 'owned')), mode: some(fc.constantFrom('644', '755')), format: some(fc.boolean()),
  }))
  .map(([again, rest]) => ({ ...rest, ...again }));

const contribution = fc
  .tuple(repetition, given({
    to: fc.constantFrom('app/settings', 'app/list'),
    when: some(when),
    entries: fc.array(fc.dictionary(fc.constantFrom('name', 'value', 'at', 'constructor'), fc.oneof({ weight: 9, arbitrary: expression }, { weight: 1, arbitrary: hostileJson }), { maxKeys: 3 }), { maxLength: 3 }),
  }))
  .map(([again, rest]) => ({ ...rest, ...again }));

const slot = fc.record({ key: fc.constantFrom('name', 'name', 'at', 'constructor', 'nothing'), entry: fc.oneof(fc.record({ type: fc.constant('object'), properties }), schema) });

const layer = given({
  description: fc.constant('A layer'),
  requires: some(fc.array(fc.constantFrom(...layers), { maxLength: 3 })),
  excludes: some(fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(fc.constantFrom(...layers), { maxLength: 1 }) })),
  files: some(fc.array(rule, { maxLength: 3 })),
  slots: some(fc.dictionary(fc.constantFrom('settings', 'list', 'constructor'), slot, { maxKeys: 2 })),
  reads: some(fc.constant([])),
  contributes: some(fc.array(contribution, { maxLength: 2 })),
});

const choice = fc.oneof(
  fc.constantFrom(...layers),
  fc.tuple(repetition, given({ layer: fc.constantFrom(...layers), when: some(when), at: some(fc.oneof({ weight: 3, arbitrary: fc.constantFrom('a', 'a/b', 'A') }, { weight: 1, arbitrary: fc.oneof(expression, fc.constantFrom('.git', '..'), hostileText) })) })).map(([again, rest]) => ({ ...rest, ...again, because: 'it was asked for' })),
);

const goldenPath = given({
  version: fc.constant('1.0.0'),
  pages: some(fc.subarray(['component', 'entities', 'options/delivery'])),
  layers: fc.array(choice, { minLength: 1, maxLength: 4 }),
  checks: some(fc.dictionary(fc.constantFrom('paths', 'nothing', 'constructor'), fc.constantFrom('error', 'warning', 'off'), { maxKeys: 2 })),
});

const page = given({ title: fc.constant('Delivery'), properties, required: some(fc.array(fc.constantFrom('image', 'list', 'constructor'), { maxLength: 2 })), dependencies: some(fc.constantFrom({}, { image: ['list'] }, { constructor: 1 })) });

const definition = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 250, arbitrary: arbitrary.map(value => JSON.stringify(value)) },
    { weight: 4, arbitrary: spoiled(arbitrary).map(value => JSON.stringify(value)) },
    { weight: 1, arbitrary: hostileJson.map(value => JSON.stringify(value)) },
    { weight: 1, arbitrary: hostileText },
  );

const fileName = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('README.md', 'readme.md', 'README.md.njk', 'a', 'b', 'c.txt.njk', 'a/b', 'A/c', 'stra\u00dfe', 'STRASSE', '.Waymark.yaml', '.waymark.yaml.njk', '.waymark.yaml', 'e\u0301', '\u00e9', 'run.sh') },
  { weight: 1, arbitrary: expression.map(text => `${text}.njk`) },
  { weight: 1, arbitrary: hostileText },
);

const library = fc.record({
  'library.yaml': fc.oneof({ weight: 20, arbitrary: fc.constant('{name: mini, format: 1, engine: ">=0.1.0"}') }, { weight: 1, arbitrary: definition(fc.constant({ name: 'mini', format: 1, engine: '>=0.1.0' })) }),
  'options/delivery.yaml': definition(page),
  'service/template.yaml': definition(fc.constant({ metadata: { name: 'mini-service', title: 'Mini service' } })),
  'service/golden-path.yaml': definition(goldenPath),
  'layers/app/layer.yaml': definition(layer.map(owner => ({ ...owner, slots: { settings: { key: 'name', entry: {} }, list: { key: 'at', entry: { type: 'object' } }, ...(owner['slots'] as object | undefined) } }))),
  'layers/image/layer.yaml': definition(layer),
  'layers/manifests/layer.yaml': definition(layer),
  'layers/constructor/layer.yaml': definition(layer),
  'layers/x-1/layer.yaml': definition(layer),
});

/** Files of a library as a careless or hostile author would write them, by path: most definitions are nearly right. */
export const arbitraryLibrary: fc.Arbitrary<Readonly<Record<string, string>>> = fc
  .tuple(library, fc.array(fc.tuple(fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...layers) }, { weight: 1, arbitrary: fc.constantFrom('__proto__', '..') }), fileName, fc.oneof(expression, hostileText)), { maxLength: 5 }))
  .map(([definitions, files]) => ({ ...definitions, ...Object.fromEntries(files.map(([name, path, content]) => [`layers/${name}/files/${path}`, content])) }));
