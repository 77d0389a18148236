import { z } from 'zod';
import { componentNameRule } from './componentName';
import { fieldTypes, itemTypes } from './fieldTypes';

export const limits = {
  name: 50,
  description: 2000,
  entities: 50,
  fields: 100,
  relations: 50,
  values: 100,
  value: 200,
  pattern: 200,
  textLength: 1_000_000,
  items: 1000,
} as const;

const name = z.string().max(limits.name);
const text = z.string().max(limits.description);
const number = z.union([z.number(), z.string().max(60)]);
const length = z.number().int().min(0).max(limits.textLength);

const constraints = {
  minLength: length.optional().describe('Shortest text, in characters'),
  maxLength: length.min(1).optional().describe('Longest text, in characters'),
  pattern: z
    .string()
    .max(limits.pattern)
    .optional()
    .describe('Regular expression that the text must match, e.g. ^[A-Z]{2}-[0-9]+$. No look-around, no back-references'),
  minimum: number.optional().describe('Smallest value'),
  maximum: number.optional().describe('Largest value'),
  exclusiveMinimum: number.optional().describe('The value must be greater than this'),
  exclusiveMaximum: number.optional().describe('The value must be less than this'),
  precision: z.number().int().min(1).max(38).optional().describe('Digits in all, before and after the point (12 unless given)'),
  scale: z.number().int().min(0).max(38).optional().describe('Digits after the point (2 unless given)'),
};

export const itemsAnswersSchema = z
  .strictObject({
    type: z.enum(itemTypes).describe('Type of each item'),
    ...constraints,
  })
  .describe('What each item of the list is');

const transitionAnswersSchema = z.strictObject({
  from: z.string().max(limits.value).describe('The value before the change'),
  to: z.array(z.string().max(limits.value)).max(limits.values).describe('The values that it may change to'),
});

export const fieldAnswersSchema = z.strictObject({
  name: name.describe('As the business calls it; any case, one or more words'),
  type: z.enum(fieldTypes).describe('What the field holds'),
  description: text.optional().describe('What it means; shown in the API document'),
  required: z.boolean().optional().describe('Must a value be given? Yes, unless this is switched off'),
  unique: z.boolean().optional().describe('No two rows may have the same value'),
  indexed: z.boolean().optional().describe('Make searching and sorting by it fast'),
  default: z.json().optional().describe('The value of a row that does not give one'),
  ...constraints,
  values: z.array(z.string().max(limits.value)).max(limits.values).optional().describe('The values to choose from'),
  transitions: z
    .array(transitionAnswersSchema)
    .max(limits.values)
    .optional()
    .describe('Which value may change to which; what is not listed is refused. None: any change is allowed'),
  initial: z.string().max(limits.value).optional().describe('The value with which a new row begins (the first one, unless given)'),
  items: itemsAnswersSchema.optional(),
  minItems: z.number().int().min(0).max(limits.items).optional().describe('Fewest items'),
  maxItems: z.number().int().min(1).max(limits.items).optional().describe('Most items'),
  uniqueItems: z.boolean().optional().describe('No item twice'),
});

export const relationAnswersSchema = z.strictObject({
  name: name.describe('What the other entity is to this one, e.g. category, billing address, tags'),
  to: name.describe('Name of the entity that it points to'),
  kind: z
    .enum(['many-to-one', 'one-to-one', 'many-to-many'])
    .describe('many-to-one: many of this share one of those; one-to-one: each has its own; many-to-many: any number on both sides'),
  required: z.boolean().optional().describe('Must it be given? No, unless this is switched on'),
  onDelete: z
    .enum(['restrict', 'cascade', 'set-null'])
    .optional()
    .describe('When the other one is deleted: restrict refuses, cascade deletes this too, set-null forgets it'),
  description: text.optional().describe('What it means'),
});

export const entityAnswersSchema = z.strictObject({
  name: name.describe('One of them, e.g. Product or Order line; any case'),
  plural: name.optional().describe('Many of them; derived (people, categories) unless given'),
  description: text.optional().describe('What it is; shown in the API document'),
  fields: z
    .array(fieldAnswersSchema)
    .max(limits.fields)
    .optional()
    .describe('What is known of each. id, created_at, updated_at and version are always there'),
  relations: z.array(relationAnswersSchema).max(limits.relations).optional().describe('How it is tied to other entities'),
});

export const componentAnswersSchema = z.object({
  name: z.string().describe(`Name in the catalog and in addresses: ${componentNameRule}`),
  title: z.string().max(100).optional().describe('Name for people; derived from the name unless given'),
  description: text.optional().describe('What the service is for, in a sentence'),
  owner: z.string().max(200).describe('The team that looks after it'),
  system: z.string().max(200).optional().describe('The system that it belongs to'),
  repoUrl: z.string().max(500).optional().describe('Where the repo is made'),
});

export const answersSchema = z.strictObject({
  ...componentAnswersSchema.shape,
  entities: z.array(entityAnswersSchema).min(1).max(limits.entities).describe('The things that the service keeps'),
  features: z.record(z.string(), z.unknown()).optional().describe("The golden path's own options"),
});

export type ComponentAnswers = z.infer<typeof componentAnswersSchema>;
export type EntityAnswers = z.infer<typeof entityAnswersSchema>;
export type FieldAnswers = z.infer<typeof fieldAnswersSchema>;
export type ItemsAnswers = z.infer<typeof itemsAnswersSchema>;
export type RelationAnswers = z.infer<typeof relationAnswersSchema>;

/** What a form or an answers file says of a service, before the model is made of it. */
export type Answers = z.infer<typeof answersSchema>;
