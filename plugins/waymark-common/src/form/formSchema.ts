import { z } from 'zod';

/** JSON schema with Backstage's `ui:` hints, as plain data. */
export type FormSchema = Readonly<Record<string, unknown>>;

/** A page of the Create form. */
export interface FormPage {
  readonly title: string;
  readonly description?: string;
  readonly required?: readonly string[];
  readonly properties: Readonly<Record<string, FormSchema>>;
}

/** The JSON schema of each property of an answers' schema, the source of types, limits and descriptions of the form. */
export function propertiesOf(schema: z.ZodType): Readonly<Record<string, FormSchema>> {
  const { properties } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return (properties ?? {}) as Record<string, FormSchema>;
}

/** A property with a title, and with hints that the answers' schema has no word for. */
export function titled(title: string, property: FormSchema | undefined, hints: FormSchema = {}): FormSchema {
  return { title, ...property, ...hints };
}
