import { WaymarkError } from '../errors';
import { buildServiceModel } from './buildServiceModel';
import type { Field, ServiceModel } from './model';

const head = { name: 'shop-service', owner: 'group:default/commerce' };
const text = { name: 'name', type: 'string' };

function model(entities: unknown, more: object = {}): ServiceModel {
  return buildServiceModel({ ...head, entities, ...more }, { features: {} });
}

function field(answers: object): Field {
  const [found] = model([{ name: 'Thing', fields: [{ name: 'value', ...answers }] }]).entities[0]?.fields ?? [];
  if (!found) throw new Error('no field');
  return found;
}

function problemsOf(make: () => unknown): readonly { path?: string | undefined; what: string; mend: string }[] {
  try {
    make();
  } catch (error) {
    if (!(error instanceof WaymarkError)) throw error;
    expect(error).toMatchObject({ code: 'ANSWERS_INVALID', stage: 'model' });
    return error.problems;
  }
  return [];
}

describe('a status', () => {
  it('has the value that a new row begins with as its first example', () => {
    expect(field({ type: 'enum', values: ['paid', 'shipped', 'open'], transitions: [{ from: 'open', to: ['paid'] }], initial: 'open' }).examples).toEqual(['open', 'paid', 'shipped']);
  });
});

describe('the component', () => {
  it('derives what is not given', () => {
    expect(model([{ name: 'Thing', fields: [text] }]).component).toMatchObject({
      name: 'shop-service',
      title: 'Shop Service',
      description: 'Shop Service: a service of commerce.',
      owner: 'group:default/commerce',
      system: null,
      repo: null,
      python: { package: 'shop_service' },
    });
  });

  it('reads the repo from what the picker gives', () => {
    const { repo } = model([{ name: 'Thing', fields: [text] }], { repoUrl: 'git.acme.example?owner=acme&repo=shop-service' }).component;
    expect(repo).toEqual({
      host: 'git.acme.example',
      owner: 'acme',
      name: 'shop-service',
      url: 'https://git.acme.example/acme/shop-service',
      slug: 'acme/shop-service',
    });
  });

  it.each(['ab', 'a'.repeat(51), 'Shop', '3scale', 'shop_service', 'shop-', '-shop', 'a.b.c', 'shop service', ''])('refuses the name %j', name => {
    expect(problemsOf(() => model([{ name: 'Thing', fields: [text] }], { name })).map(({ path }) => path)).toContain('name');
  });

  it.each(['nowhere', 'host?owner=a', 'host?owner=a b&repo=c', 'host?owner=..&repo=c', 'ho st?owner=a&repo=b', 'host?owner=a&repo=b/../c', 'https://host/a/b', 'host?owner=a&repo=b"'])(
    'refuses the repo %j',
    repoUrl => {
      expect(problemsOf(() => model([{ name: 'Thing', fields: [text] }], { repoUrl }))).toMatchObject([{ path: 'repoUrl' }]);
    },
  );

  it.each(['', 'a b', 'group:', 'x:y:z', 'group:default/'])('refuses the owner %j', owner => {
    expect(problemsOf(() => model([{ name: 'Thing', fields: [text] }], { owner }))).toMatchObject([{ path: 'owner' }]);
  });
});

describe('entities', () => {
  it('has the names by which templates speak of them', () => {
    const [line] = model([{ name: 'OrderLine', fields: [text] }]).entities;
    expect(line).toMatchObject({
      key: 'order_line',
      table: 'order_lines',
      path: 'order-lines',
      description: 'An order line.',
      python: { class: 'OrderLine', module: 'order_line', variable: 'order_line', variables: 'order_lines' },
      typescript: { class: 'OrderLine', module: 'order-line', variable: 'orderLine', variables: 'orderLines' },
      labelField: { key: 'name' },
      hasString: true,
      hasDecimal: false,
    });
  });

  it('serves names that bite', () => {
    const names = ['Order', 'User', 'Group', 'Class', 'Import', 'Metadata', 'Date', 'None', 'Exception', 'Constructor', 'Health', 'Base', 'Session'];
    const { entities } = model(names.map(name => ({ name, fields: ['from', 'class', 'type', 'date', 'order', 'metadata', 'schema', 'user', 'limit', 'constructor', '__proto__'].map(key => ({ name: key, type: 'string' })) })));
    expect(entities.map(entity => entity.python.class)).toEqual(['Order', 'User', 'Group', 'Class', 'Import', 'Metadata', 'Date', 'None_', 'Exception_', 'Constructor', 'Health', 'Base', 'Session']);
    expect(entities[3]?.python).toMatchObject({ module: 'class_', variable: 'class_', variables: 'classes' });
    expect(entities[0]?.fields.map(({ key, python }) => [key, python.name])).toEqual([
      ['from', 'from_'], ['class', 'class_'], ['type', 'type_'], ['date', 'date_'], ['order', 'order'], ['metadata', 'metadata_'], ['schema', 'schema_'],
      ['user', 'user'], ['limit', 'limit'], ['constructor', 'constructor'], ['proto', 'proto'],
    ]);
  });

  it('keeps one and many apart where the noun has no plural', () => {
    expect(model([{ name: 'News', fields: [text] }]).entities[0]).toMatchObject({ table: 'news', python: { variable: 'news', variables: 'news_list' } });
    expect(model([{ name: 'n2fa', plural: '2FA', fields: [text] }]).entities[0]?.python).toMatchObject({ variable: 'n2fa', variables: 'n2fa_list' });
  });

  it('keeps any description as it was typed', () => {
    const description = 'He said "}}" \\ ${{ x }} {% raw %} */ """ \u0007 \n 日本 😀';
    expect(model([{ name: 'Thing', description, fields: [{ ...text, description }] }]).entities[0]).toMatchObject({ description, fields: [{ description }] });
  });

  it.each([
    ['twice the same name', [{ name: 'Order line', fields: [text] }, { name: 'order_line', fields: [text] }], 'entities[1].name'],
    ['a plural that is another entity', [{ name: 'Product', fields: [text] }, { name: 'Products', fields: [text] }], 'entities[1].name'],
    ['two that make one class', [{ name: 'Order 1', fields: [text] }, { name: 'Order1', fields: [text] }], 'entities[1].name'],
    ['an empty name', [{ name: '  ', fields: [text] }], 'entities[0].name'],
    ['a name without a letter', [{ name: '42', fields: [text] }], 'entities[0].name'],
    ['a name in another script', [{ name: '製品', fields: [text] }], 'entities[0].name'],
    ['a long name', [{ name: 'x'.repeat(51), fields: [text] }], 'entities[0].name'],
    ['a name that grows when folded', [{ name: 'ß'.repeat(30), fields: [text] }], 'entities[0].name'],
    ['an empty plural', [{ name: 'Thing', plural: '--', fields: [text] }], 'entities[0].plural'],
    ['no fields', [{ name: 'Thing' }], 'entities[0].fields'],
    ['a built-in field', [{ name: 'Thing', fields: [{ name: 'Created at', type: 'datetime' }] }], 'entities[0].fields[0].name'],
    ['a system column', [{ name: 'Thing', fields: [{ name: 'ctid', type: 'string' }] }], 'entities[0].fields[0].name'],
    ['twice the same field', [{ name: 'Thing', fields: [text, { name: 'NAME', type: 'text' }] }], 'entities[0].fields[1].name'],
    ['fields that make one TypeScript name', [{ name: 'Thing', fields: [{ name: 'line 1', type: 'text' }, { name: 'line1', type: 'text' }] }], 'entities[0].fields[1].name'],
    ['a field that is the id of a relation', [{ name: 'Thing', fields: [{ name: 'parent_id', type: 'uuid' }], relations: [{ name: 'parent', to: 'Thing', kind: 'many-to-one' }] }], 'entities[0].relations[0].name'],
    ['a table of the database', [{ name: 'Thing', plural: 'pg class', fields: [text] }], 'entities[0].name'],
    ['NUL in a text', [{ name: 'Thing', description: 'a\0b', fields: [text] }], 'entities[0].description'],
    ['half a character', [{ name: 'Thing', fields: [{ ...text, description: '\ud800' }] }], 'entities[0].fields[0].description'],
    ['too many', Array.from({ length: 51 }, (_, index) => ({ name: `Thing ${String.fromCharCode(97 + (index % 26))}${index}`, fields: [text] })), 'entities'],
    ['a list that is none', 'Product', 'entities'],
    ['none', [], 'entities'],
    ['an entity that is none', ['Product'], 'entities[0]'],
    ['a misspelt key', [{ name: 'Thing', fields: [{ ...text, requird: true }] }], 'entities[0].fields[0].requird'],
  ])('refuses %s', (_, entities, path) => {
    const problems = problemsOf(() => model(entities));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ path, what: expect.stringMatching(/./) as string, mend: expect.stringMatching(/^[A-Z].*\.$/) as string });
  });
});

describe('fields', () => {
  it.each([
    ['a misfit', { type: 'integer', minLength: 3 }, 'minLength'],
    ['lengths that contradict', { type: 'string', minLength: 5, maxLength: 3 }, 'minLength'],
    ['bounds that contradict', { type: 'integer', minimum: 5, maximum: 3 }, ''],
    ['open bounds around nothing', { type: 'integer', exclusiveMinimum: 3, exclusiveMaximum: 4 }, ''],
    ['open decimals around nothing', { type: 'decimal', scale: 2, exclusiveMinimum: 1, exclusiveMaximum: '1.01' }, ''],
    ['open floats around nothing', { type: 'float', minimum: 1, exclusiveMaximum: 1 }, ''],
    ['a bound outside 32 bits', { type: 'integer', maximum: 2147483648 }, 'maximum'],
    ['a bound outside 64 bits', { type: 'bigint', maximum: '9223372036854775808' }, 'maximum'],
    ['a bound that is not exact', { type: 'bigint', maximum: 9007199254740994 }, 'maximum'],
    ['a bound with too many digits', { type: 'decimal', scale: 2, minimum: '0.001' }, 'minimum'],
    ['a bound beyond the precision', { type: 'decimal', precision: 4, scale: 2, maximum: 100 }, 'maximum'],
    ['a scale beyond the precision', { type: 'decimal', precision: 4, scale: 5 }, 'scale'],
    ['a precision beyond 38', { type: 'decimal', precision: 39 }, 'precision'],
    ['a bound that is no number', { type: 'integer', minimum: 'many' }, 'minimum'],
    ['a bad pattern', { type: 'string', pattern: '(a+)+' }, 'pattern'],
    ['a pattern that no length fits', { type: 'string', pattern: '^a{5}$', maxLength: 4 }, ''],
    ['a default outside the bounds', { type: 'integer', minimum: 1, default: 0 }, 'default'],
    ['a default of another type', { type: 'boolean', default: 'yes' }, 'default'],
    ['a default that is no value', { type: 'enum', values: ['a', 'b'], default: 'c' }, 'default'],
    ['a default date that does not exist', { type: 'date', default: '2026-02-30' }, 'default'],
    ['a blank default of a required text', { type: 'string', default: ' ' }, 'default'],
    ['a default of a unique field', { type: 'string', unique: true, default: 'x' }, 'default'],
    ['an enum without values', { type: 'enum' }, 'values'],
    ['a value twice', { type: 'enum', values: ['a', 'a'] }, 'values[1]'],
    ['values that fold to one', { type: 'enum', values: ['in stock', 'In Stock'] }, 'values[1]'],
    ['a blank value', { type: 'enum', values: ['a', ''] }, 'values[1]'],
    ['a transition from nowhere', { type: 'enum', values: ['a', 'b'], transitions: { c: ['a'] } }, 'transitions[0].from'],
    ['a transition to nowhere', { type: 'enum', values: ['a', 'b'], transitions: [{ from: 'a', to: ['b', 'c'] }] }, 'transitions[0].to[1]'],
    ['an unknown initial value', { type: 'enum', values: ['a', 'b'], transitions: { a: ['b'] }, initial: 'c' }, 'initial'],
    ['an optional status', { type: 'enum', values: ['a', 'b'], transitions: { a: ['b'] }, required: false }, 'required'],
    ['a list of nothing', { type: 'array' }, 'items'],
    ['a list of lists', { type: 'array', items: { type: 'array' } }, 'items.type'],
    ['a misfit in a list', { type: 'array', items: { type: 'integer', maxLength: 3 } }, 'items.maxLength'],
    ['counts that contradict', { type: 'array', items: 'string', minItems: 3, maxItems: 2 }, 'minItems'],
    ['more different items than there are', { type: 'array', items: 'boolean', minItems: 3, uniqueItems: true }, ''],
    ['a unique boolean', { type: 'boolean', unique: true }, 'unique'],
    ['a unique list', { type: 'array', items: 'string', unique: true }, 'unique'],
    ['a unique field with two values', { type: 'enum', values: ['a', 'b'], unique: true }, 'unique'],
    ['an unknown type', { type: 'strng' }, 'type'],
  ])('refuses %s', (_, answers, place) => {
    const path = place === '' ? 'entities[0].fields[0]' : `entities[0].fields[0].${place}`;
    const problems = problemsOf(() => field(answers));
    expect(problems.map(problem => problem.path)).toEqual([path]);
    expect(problems[0]?.mend).toMatch(/^[A-Z].*\.$/);
  });

  it.each([
    [{ type: 'decimal', exclusiveMinimum: 0, default: 9.5 }, { exclusiveMinimum: '0', precision: 12, scale: 2, default: '9.50', hasDefault: true, isOrdered: true }],
    [{ type: 'bigint', maximum: '9223372036854775807' }, { maximum: '9223372036854775807' }],
    [{ type: 'integer', minimum: '0' }, { minimum: 0, range: { minimum: -2147483648, maximum: 2147483647 } }],
    [{ type: 'string' }, { maxLength: 255, minLength: null, required: true, nullable: false, hasDefault: false, default: null }],
    [{ type: 'text' }, { maxLength: null }],
    [{ type: 'text', indexed: true }, { maxLength: 600 }],
    [{ type: 'string', required: false, default: '' }, { nullable: true, hasDefault: true, default: '' }],
    [{ type: 'array', items: { type: 'decimal', scale: 1 }, default: [1] }, { default: ['1.0'], items: { type: 'decimal', scale: 1 } }],
    [{ type: 'json', default: { a: [1, null] } }, { default: { a: [1, null] } }],
    [
      { type: 'enum', values: ['draft', 'active', 'retired'], transitions: { draft: 'active', active: ['retired', 'draft', 'active'] } },
      {
        isStatus: true,
        initial: 'draft',
        default: 'draft',
        transitions: [{ from: 'draft', to: ['active'] }, { from: 'active', to: ['draft', 'retired'] }, { from: 'retired', to: [] }],
      },
    ],
    [{ type: 'decimal', pattern: null, minLength: '', values: [], transitions: [], uniqueItems: false, items: { type: 'string' } }, { type: 'decimal' }],
  ])('makes of %j a field with %j', (answers, expected) => {
    expect(field(answers)).toMatchObject(expected);
  });

  it.each([
    [{ type: 'decimal', exclusiveMinimum: 0 }, ['9.99', '14.99', '19.99']],
    [{ type: 'boolean' }, [true, false]],
    [{ type: 'integer', minimum: 3, maximum: 4 }, [3, 4]],
    [{ type: 'string', maxLength: 1 }, ['1', '2', '3']],
    [{ type: 'string', minLength: 10 }, ['Value 1xxx', 'Value 2xxx', 'Value 3xxx']],
    [{ type: 'date' }, ['2026-01-15', '2026-02-01', '2026-02-18']],
  ])('gives %j the examples %j', (answers, examples) => {
    expect(field(answers).examples).toEqual(examples);
  });

  it('says why an invalid example is refused', () => {
    expect(field({ type: 'integer', minimum: 0 }).invalidExamples).toEqual([
      { value: -1, reason: 'is too small' },
      { value: 'not a number', reason: 'is not a number' },
      { value: 1.5, reason: 'is not a whole number' },
      { value: 2147483648, reason: 'is too great' },
      { value: null, reason: 'is missing' },
    ]);
  });
});

describe('relations', () => {
  const shop = model([
    {
      name: 'Product',
      fields: [text],
      relations: [
        { name: 'category', to: 'category', kind: 'many-to-one', required: true },
        { name: 'second category', to: 'Category', kind: 'many-to-one' },
        { name: 'tags', to: 'Tag', kind: 'many-to-many' },
        { name: 'related products', to: 'Product', kind: 'many-to-many' },
      ],
    },
    { name: 'Category', fields: [text], relations: [{ name: 'parent', to: 'Category', kind: 'many-to-one', onDelete: 'set-null' }] },
    { name: 'Tag', fields: [text], relations: [{ name: 'product', to: 'Product', kind: 'one-to-one' }] },
  ]);

  it('makes tables in an order in which their targets are there', () => {
    expect(shop.model.entityOrder).toEqual(['category', 'product', 'tag']);
    expect(shop.model).toMatchObject({ hasRelations: true, hasManyToMany: true, hasSelfRelation: true, hasOneToOne: true });
  });

  it('names columns, keys and join tables', () => {
    const [product] = shop.entities;
    expect(product?.relations.map(({ key, idKey, column, joinTable }) => ({ key, idKey, column, joinTable }))).toEqual([
      { key: 'category', idKey: 'category_id', column: 'category_id', joinTable: null },
      { key: 'second_category', idKey: 'second_category_id', column: 'second_category_id', joinTable: null },
      { key: 'tags', idKey: 'tag_ids', column: null, joinTable: { name: 'products_tags', python: { name: 'products_tags' }, ownColumn: 'product_id', targetColumn: 'tag_id' } },
      { key: 'related_products', idKey: 'related_product_ids', column: null, joinTable: { name: 'products_related_products', python: { name: 'products_related_products' }, ownColumn: 'product_id', targetColumn: 'related_product_id' } },
    ]);
  });

  it('gives every index of the schema a name of its own', () => {
    const count = { type: 'integer', indexed: true };
    const { entities } = model([{ name: 'Orders item', fields: [{ ...count, name: 'count' }] }, { name: 'Order', fields: [{ ...count, name: 'items_count' }] }]);
    expect(entities.map(({ fields }) => fields[0]?.database.index)).toEqual(['ix_orders_items_count', 'ix_orders_items_count_2']);
  });

  it('gives the table of a history a name that no entity has, and a join table one that code can use', () => {
    const status = { name: 'status', type: 'enum', values: ['a', 'b'], transitions: { a: ['b'] } };
    const { entities } = model([
      { name: 'Order', fields: [status] },
      { name: 'Line', plural: 'orders status history', fields: [text] },
      { name: '2FA', fields: [text], relations: [{ name: 'peers', to: '2FA', kind: 'many-to-many' }] },
    ]);
    expect(entities.map(entity => entity.statusHistoryTable)).toEqual(['orders_status_history_2', null, null]);
    expect(entities[2]?.relations[0]?.joinTable).toMatchObject({ name: '2fas_peers', python: { name: 'n2fas_peers' } });
  });

  it('gives the other side a name that is free there', () => {
    const inverse = Object.fromEntries(shop.entities.map(entity => [entity.key, entity.inverseRelations.map(({ key }) => key)]));
    expect(inverse).toEqual({
      product: ['products_by_related_products', 'tag'],
      category: ['products', 'products_by_second_category', 'categories_by_parent'],
      tag: ['products'],
    });
  });

  it('marks foreign keys that wait for a later table', () => {
    const { entities } = model([
      { name: 'A', fields: [text], relations: [{ name: 'b', to: 'B', kind: 'many-to-one' }] },
      { name: 'B', fields: [text], relations: [{ name: 'a', to: 'A', kind: 'many-to-one', required: true }] },
    ]);
    expect(entities.map(entity => entity.relations.map(({ isDeferred }) => isDeferred))).toEqual([[true], [false]]);
  });

  const relation = (answers: object): unknown => model([{ name: 'A', fields: [text], relations: [{ name: 'x', to: 'B', kind: 'many-to-one', ...answers }] }, { name: 'B', fields: [text] }]);
  it.each([
    ['an unknown entity', { to: 'Bee' }, 'to'],
    ['set-null on a required one', { required: true, onDelete: 'set-null' }, 'onDelete'],
    ['set-null on links', { kind: 'many-to-many', onDelete: 'set-null' }, 'onDelete'],
    ['required links', { kind: 'many-to-many', required: true }, 'required'],
    ['one that requires itself', { to: 'A', required: true }, 'required'],
    ['a built-in name', { name: 'version' }, 'name'],
    ['a field’s name', { name: 'name' }, 'name'],
    ['no kind', { kind: undefined }, 'kind'],
  ])('refuses %s', (_, answers, place) => {
    expect(problemsOf(() => relation(answers)).map(({ path }) => path)).toEqual([`entities[0].relations[0].${place}`]);
  });

  it('refuses entities that require each other in a circle, once', () => {
    const needs = (to: string): object => ({ fields: [text], relations: [{ name: 'next', to, kind: 'many-to-one', required: true }] });
    const problems = problemsOf(() => model([{ name: 'A', ...needs('B') }, { name: 'B', ...needs('C') }, { name: 'C', ...needs('A') }, { name: 'D', ...needs('A') }]));
    expect(problems).toMatchObject([{ path: 'entities[0].relations[0].required', what: 'A requires B requires C requires A, so no first row can exist' }]);
  });
});

describe('answers with several problems', () => {
  it('names them all at once', () => {
    const answers = {
      name: 'X',
      entitys: 1,
      entities: [
        { name: 'A', fields: [{ name: 'id', type: 'uuid' }, { name: 'n', type: 'number' }, { name: 'p', type: 'string', pattern: '(?=a)' }] },
        { name: 'a', fields: [text], relations: [{ name: 'c', to: 'C', kind: 'many-to-one' }] },
      ],
    };
    expect(problemsOf(() => buildServiceModel(answers, { features: {} })).map(({ path }) => path).sort()).toEqual([
      'entities[0].fields[0].name',
      'entities[0].fields[1].type',
      'entities[0].fields[2].pattern',
      'entities[1].name',
      'entities[1].relations[0].to',
      'entitys',
      'name',
      'name',
      'owner',
    ]);
  });

  it.each([null, undefined, 7, 'x', [], () => 1])('refuses %p as a whole', answers => {
    expect(problemsOf(() => buildServiceModel(answers, { features: {} }))).not.toEqual([]);
  });
});
