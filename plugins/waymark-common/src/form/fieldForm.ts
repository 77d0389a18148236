import { fieldAnswersSchema, itemsAnswersSchema } from '../answers/answersSchema';
import { type FieldType, constraintsOfType, fieldTypes, itemTypes } from '../answers/fieldTypes';
import { type FormSchema, propertiesOf, titled } from './formSchema';

const typeTitles: Readonly<Record<FieldType, string>> = {
  string: 'Text, one line',
  text: 'Text, long',
  integer: 'Whole number',
  bigint: 'Whole number, 64 bits',
  decimal: 'Decimal number, exact (money)',
  float: 'Number, not exact',
  boolean: 'Yes or no',
  date: 'Date',
  datetime: 'Date and time',
  time: 'Time of day',
  uuid: 'UUID',
  email: 'E-mail address',
  url: 'Web address',
  enum: 'One of a list of values',
  json: 'Any JSON',
  array: 'List of values',
};

const constraintTitles: Readonly<Record<string, string>> = {
  minLength: 'At least (characters)',
  maxLength: 'At most (characters)',
  pattern: 'Pattern',
  minimum: 'At least',
  exclusiveMinimum: 'More than',
  maximum: 'At most',
  exclusiveMaximum: 'Less than',
  precision: 'Digits in all',
  scale: 'Digits after the point',
  values: 'Values',
  transitions: 'Allowed changes',
  initial: 'First value',
  items: 'Each item',
  minItems: 'At least (items)',
  maxItems: 'At most (items)',
  uniqueItems: 'No item twice',
};

const numberTypes: Partial<Record<FieldType, string>> = { integer: 'integer', decimal: 'number', float: 'number' };
const bounds = new Set(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']);

/** A field of an entity: what every field has, and the constraints of the type that was chosen. */
export function fieldForm(): FormSchema {
  const answers = propertiesOf(fieldAnswersSchema);
  return {
    title: 'Field',
    type: 'object',
    required: ['name', 'type'],
    properties: {
      name: titled('Name', answers.name),
      type: titled('Type', answers.type, { 'ui:enumNames': fieldTypes.map(type => typeTitles[type]), default: 'string' }),
      description: titled('Description', answers.description),
      required: titled('Required', answers.required, { default: true }),
      unique: titled('Unique', answers.unique, { default: false }),
      indexed: titled('Indexed', answers.indexed, { default: false }),
    },
    dependencies: { type: constraintsByType(fieldTypes, answers) },
  };
}

/** For each type the constraints that fit it, as rjsf wants them: only those of the chosen type are shown. */
function constraintsByType(types: readonly FieldType[], answers: Readonly<Record<string, FormSchema>>): FormSchema {
  return {
    oneOf: types.map(type => ({
      properties: {
        type: { enum: [type] },
        ...Object.fromEntries(constraintsOfType[type].map(name => [name, constraintForm(name, type, answers)])),
      },
    })),
  };
}

function constraintForm(name: string, type: FieldType, answers: Readonly<Record<string, FormSchema>>): FormSchema {
  const title = constraintTitles[name] ?? name;
  const property = answers[name] ?? {};
  // Bounds are numbers or exact text in the answers; the form asks for the one that fits.
  if (bounds.has(name)) return { title, description: property.description, type: numberTypes[type] ?? 'string' };
  if (name === 'items') return itemForm(property);
  if (name === 'transitions') return titled(title, property, { items: transitionForm(property) });
  if (name === 'values') return titled(title, property, { minItems: 1, uniqueItems: true, items: valueForm(property) });
  return titled(title, property);
}

function itemForm({ description }: FormSchema): FormSchema {
  const answers = propertiesOf(itemsAnswersSchema);
  return {
    title: constraintTitles.items,
    description,
    type: 'object',
    required: ['type'],
    properties: { type: titled('Type', answers.type, { 'ui:enumNames': itemTypes.map(type => typeTitles[type]), default: 'string' }) },
    dependencies: { type: constraintsByType(itemTypes, answers) },
  };
}

function transitionForm(transitions: FormSchema): FormSchema {
  const { properties, required } = (transitions.items ?? {}) as { properties?: Record<string, FormSchema>; required?: unknown };
  const to = properties?.to ?? {};
  return {
    title: 'Change',
    type: 'object',
    required,
    properties: { from: titled('From', properties?.from), to: titled('To', to, { items: valueForm(to) }) },
  };
}

/** Without a title the form would call it `values-0`. */
function valueForm(list: FormSchema): FormSchema {
  return titled('Value', (list.items ?? {}) as FormSchema);
}
