import { type Answers, answersSchema, entityAnswersSchema, relationAnswersSchema } from '../answers/answersSchema';
import { fieldForm } from './fieldForm';
import { type FormPage, type FormSchema, propertiesOf, titled } from './formSchema';

/** What the form begins with: the Product Service. */
const firstEntities: Answers['entities'] = [
  {
    name: 'Product',
    description: 'A thing that can be bought.',
    fields: [
      { name: 'name', type: 'string', required: true, indexed: true, minLength: 3, maxLength: 100 },
      { name: 'description', type: 'string', required: false, maxLength: 500 },
      { name: 'price', type: 'decimal', required: true, precision: 12, scale: 2, exclusiveMinimum: 0 },
    ],
  },
];

/** The page that asks for the things that the service keeps. */
export function entitiesPage(): FormPage {
  const { entities } = propertiesOf(answersSchema);
  return {
    title: 'Entities',
    description: 'The things that the service keeps. Each gets its table, its API and its tests. id, created_at, updated_at and version are always there.',
    required: ['entities'],
    properties: {
      entities: titled('Entities', entities, {
        // The page says it already.
        description: undefined,
        items: entityForm(),
        // Not `default`: the form would merge it into the answers by place, so that a removed field leaves its limits to the next one.
        'ui:field': 'WaymarkEntities',
        'ui:options': { firstEntities },
      }),
    },
  };
}

function entityForm(): FormSchema {
  const answers = propertiesOf(entityAnswersSchema);
  return {
    title: 'Entity',
    type: 'object',
    required: ['name', 'fields'],
    properties: {
      name: titled('Name', answers.name),
      plural: titled('Plural', answers.plural),
      description: titled('Description', answers.description),
      fields: titled('Fields', answers.fields, { items: fieldForm() }),
      relations: titled('Relations', answers.relations, { items: relationForm() }),
    },
  };
}

function relationForm(): FormSchema {
  const answers = propertiesOf(relationAnswersSchema);
  return {
    title: 'Relation',
    type: 'object',
    required: ['name', 'to', 'kind'],
    properties: {
      name: titled('Name', answers.name),
      to: titled('To', answers.to),
      kind: titled('Kind', answers.kind, { default: 'many-to-one' }),
      required: titled('Required', answers.required, { default: false }),
      onDelete: titled('When the other one is deleted', answers.onDelete, { default: 'restrict' }),
      description: titled('Description', answers.description),
    },
  };
}
