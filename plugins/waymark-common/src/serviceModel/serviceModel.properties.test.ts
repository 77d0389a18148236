import fc from 'fast-check';
import { WaymarkError } from '../errors';
import { arbitraryAnswers } from '../testing/arbitraryAnswers';
import { fuzzRuns } from '../testing/fuzzRuns';
import { hostileJson, spoiled } from '../testing/hostileJson';
import { buildServiceModel } from './buildServiceModel';
import { readExact } from './exactNumber';
import type { Entity, Field, Json, ServiceModel } from './model';

const identifier = /^[A-Za-z][A-Za-z0-9_]*$/;

function modelOf(answers: unknown): ServiceModel | undefined {
  try {
    return buildServiceModel(answers, { features: {} });
  } catch (error) {
    if (!(error instanceof WaymarkError)) throw error;
    expect(error.code).toBe('ANSWERS_INVALID');
    expect(error.problems.length).toBeGreaterThan(0);
    // A message may quote such a word of the answers, and say none of its own.
    const slips = /undefined|NaN|\[object/;
    const quotes = slips.test(JSON.stringify(answers));
    for (const { what, mend } of error.problems) expect([what, mend].every(part => /\S/.test(part) && (quotes || !slips.test(part)))).toBe(true);
    return undefined;
  }
}

function expectUnique(names: readonly string[]): void {
  expect(names.filter((one, index) => names.indexOf(one) !== index)).toEqual([]);
}

function expectAttributes(entity: Entity): void {
  const builtIn = ['id', 'created_at', 'updated_at', 'version'];
  const attributes = [
    ...builtIn,
    ...entity.fields.map(field => field.python.name),
    ...entity.relations.flatMap(relation => [relation.python.name, relation.python.idName]),
    ...entity.inverseRelations.map(inverse => inverse.python.name),
  ];
  expectUnique(attributes);
  attributes.forEach(name => expect(name).toMatch(identifier));
  expectUnique([...builtIn, ...entity.fields.map(field => field.key), ...entity.relations.flatMap(relation => [relation.key, relation.idKey])]);
  expectUnique([...entity.fields.map(field => field.typescript.name), ...entity.relations.flatMap(relation => [relation.typescript.name, relation.typescript.idName]), ...entity.inverseRelations.map(inverse => inverse.typescript.name)]);
  for (const field of entity.fields) {
    const members = field.values ?? [];
    expectUnique(members.map(member => member.python));
    expectUnique(members.map(member => member.typescript));
    members.forEach(member => expect(member.python).toMatch(identifier));
    for (const name of [field.database.unique, field.database.index, ...Object.values(field.database.checks)]) expect(name.length).toBeLessThanOrEqual(63);
  }
}

/** The constraints once more, written as JSON schema means them, so that the examples have a second judge. */
function expectFits(field: Field, value: Json): void {
  const number = Number(value);
  if (field.minLength !== null) expect(Array.from(String(value)).length).toBeGreaterThanOrEqual(field.minLength);
  if (field.maxLength !== null) expect(Array.from(String(value)).length).toBeLessThanOrEqual(field.maxLength);
  if (field.pattern !== null) expect(value).toMatch(new RegExp(field.pattern, 'u'));
  if (field.minimum !== null) expect(number).toBeGreaterThanOrEqual(Number(field.minimum));
  if (field.maximum !== null) expect(number).toBeLessThanOrEqual(Number(field.maximum));
  if (field.type === 'float' && field.exclusiveMinimum !== null) expect(number).toBeGreaterThan(Number(field.exclusiveMinimum));
  if (field.type === 'float' && field.exclusiveMaximum !== null) expect(number).toBeLessThan(Number(field.exclusiveMaximum));
  if (field.type === 'decimal') {
    expect(value).toMatch(new RegExp(`^-?\\d+${field.scale ? `\\.\\d{${field.scale}}` : ''}$`));
    expect(readExact(value)?.units.toString().replace('-', '').length).toBeLessThanOrEqual(field.precision ?? 0);
  }
  if (field.type === 'bigint') expect(value).toMatch(/^-?\d+$/);
  if (field.type === 'integer') expect(Number.isInteger(value)).toBe(true);
  if (field.values) expect(field.values.map(member => member.value)).toContain(value);
  if (Array.isArray(value)) {
    expect(value.length).toBeGreaterThanOrEqual(field.minItems ?? 0);
    expect(value.length).toBeLessThanOrEqual(field.maxItems ?? Infinity);
    if (field.uniqueItems) expectUnique(value.map(item => JSON.stringify(item)));
  }
}

const goodAnswers = {
  name: 'some-service', title: 'Some service', owner: 'team', features: { image: true },
  entities: [{ name: 'Order', description: 'x', fields: [{ name: 'number', type: 'string', maxLength: 20, default: 'x' }], relations: [{ name: 'parent', to: 'Order', kind: 'many-to-one' }] }],
};

describe('any answers', () => {
  it('give a model or ANSWERS_INVALID, whatever JSON they are', () => {
    fc.assert(fc.property(hostileJson, answers => void modelOf(answers)), { numRuns: fuzzRuns(500) });
    fc.assert(fc.property(hostileJson, hostileJson, (fields, owner) => void modelOf({ name: 'abc', owner, entities: [{ name: 'A', fields }, fields] })), {
      numRuns: fuzzRuns(500),
      examples: [[0, { length: { toString: false } }]],
    });
  });

  it('give one of the two in little time where one part of good answers is hostile', () => {
    let models = 0;
    fc.assert(
      fc.property(fc.oneof(spoiled(arbitraryAnswers), spoiled(fc.constant(goodAnswers))), answers => {
        const start = performance.now();
        if (modelOf(answers)) models += 1;
        expect(performance.now() - start).toBeLessThan(8000);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { numRuns: fuzzRuns(500) },
    );
    expect(models).toBeGreaterThan(5);
  });

  it('give models whose names are identifiers and unique, whose examples fit, and that are the same each time', () => {
    let models = 0;
    fc.assert(
      fc.property(arbitraryAnswers, answers => {
        const model = modelOf(answers);
        if (!model) return;
        models += 1;
        expect(modelOf(structuredClone(answers))).toEqual(model);
        expect(JSON.parse(JSON.stringify(model))).toEqual(model);
        const { entities } = model;
        expectUnique(entities.flatMap(entity => [entity.python.variable, entity.python.variables]));
        expectUnique(entities.flatMap(entity => [entity.typescript.variable, entity.typescript.variables]));
        expectUnique(entities.map(entity => entity.typescript.class));
        expectUnique(entities.map(entity => entity.python.class));
        expectUnique(entities.map(entity => entity.python.module));
        expectUnique(entities.map(entity => entity.path));
        expectUnique(entities.flatMap(entity => [entity.table, ...(entity.statusHistoryTable === null ? [] : [entity.statusHistoryTable]), ...entity.relations.flatMap(relation => relation.joinTable?.name ?? [])]));
        expectUnique(
          entities.flatMap(entity => [
            entity.table,
            ...entity.uniqueFields.map(field => field.database.unique),
            ...entity.indexedFields.filter(field => !field.unique).map(field => field.database.index),
            ...entity.relations.map(({ unique, database }) => (unique ? database.unique : database.index)),
          ]),
        );
        expect([...model.model.entityOrder].sort()).toEqual(entities.map(entity => entity.key).sort());
        for (const entity of entities) {
          expectAttributes(entity);
          for (const relation of entity.toOne.filter(({ required }) => required)) expect(relation.isDeferred).toBe(false);
          for (const field of entity.fields) {
            expect(field.examples.length).toBeGreaterThan(0);
            if (field.unique) expect(field.examples.length).toBeGreaterThanOrEqual(3);
            expectUnique(field.examples.map(example => JSON.stringify(example)));
            field.examples.forEach(example => expectFits(field, example));
          }
        }
      }),
      { numRuns: fuzzRuns(1500) },
    );
    expect(models).toBeGreaterThan(150);
  });
});
