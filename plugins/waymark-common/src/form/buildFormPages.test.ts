import { buildFormPages } from './buildFormPages';
import { constraintsOfType, fieldTypes } from '../answers/fieldTypes';
import { buildServiceModel } from '../serviceModel/buildServiceModel';

const options = {
  'options/delivery': { title: 'Delivery', properties: { image: { type: 'boolean', default: true } } },
};

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly dependencies?: { readonly type: { readonly oneOf: readonly Schema[] } };
  readonly enum?: readonly string[];
}

describe('buildFormPages', () => {
  const pages = buildFormPages({
    pages: ['component', 'entities', 'options/delivery'],
    options,
    publish: { hosts: ['git.acme.example'], owners: ['acme'] },
  });
  const field = (pages[1]?.properties.entities as Schema).items?.properties?.fields?.items;

  it('makes the pages in their order, options below features', () => {
    expect(pages.map(page => page.title)).toEqual(['Component', 'Entities', 'Delivery']);
    expect(pages[2]?.properties).toEqual({
      features: { type: 'object', title: '', properties: { image: { type: 'boolean', default: true } } },
    });
  });

  it('offers only the hosts and owners of the library', () => {
    expect(pages[0]?.properties.repoUrl).toMatchObject({
      'ui:field': 'RepoUrlPicker',
      'ui:options': { allowedHosts: ['git.acme.example'], allowedOwners: ['acme'] },
    });
  });

  it('begins with the Product Service', () => {
    expect(pages[1]?.properties.entities).toMatchObject({
      'ui:field': 'WaymarkEntities',
      'ui:options': { firstEntities: [{ name: 'Product', fields: [{ name: 'name' }, { name: 'description' }, { name: 'price' }] }] },
    });
  });

  it('has no default for the entities, which the form would merge into the answers by place', () => {
    expect(pages[1]?.properties.entities).not.toHaveProperty('default');
  });

  it('begins with answers that make a model', () => {
    const { 'ui:options': options } = pages[1]?.properties.entities as { 'ui:options': { firstEntities: unknown } };
    const entities = options.firstEntities;
    const { entities: [product] } = buildServiceModel({ name: 'product-service', owner: 'commerce', entities }, { features: {} });
    expect(product).toMatchObject({
      path: 'products',
      fields: [
        { key: 'name', required: true, indexed: true, minLength: 3, maxLength: 100 },
        { key: 'description', required: false, maxLength: 500 },
        { key: 'price', type: 'decimal', exclusiveMinimum: '0', scale: 2 },
      ],
    });
  });

  it.each([...fieldTypes])('shows for %s the constraints that fit it, and no other', type => {
    const shown = field?.dependencies?.type.oneOf.find(choice => choice.properties?.type?.enum?.[0] === type);
    expect(Object.keys(shown?.properties ?? {})).toEqual(['type', ...constraintsOfType[type]]);
  });

  it('asks for the name with the field that judges it while one types', () => {
    expect(pages[0]?.properties.name).toMatchObject({ 'ui:field': 'WaymarkName', minLength: 3, maxLength: 50 });
  });

  it('takes its help texts from the answers’ schema', () => {
    expect(field?.properties?.unique?.description).toBe('No two rows may have the same value');
  });

  it('is plain JSON, so that it can be written into a file and compared', () => {
    expect(JSON.parse(JSON.stringify(pages))).toEqual(pages);
  });
});
