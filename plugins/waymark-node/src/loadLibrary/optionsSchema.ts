import type { GoldenPath, Library } from './library';

interface OptionsSchema extends Readonly<Record<string, unknown>> {
  readonly properties: Readonly<Record<string, unknown>>;
}

const schemas = new WeakMap<GoldenPath, OptionsSchema>();

/** The options of all pages of a golden path as one JSON schema, what `features` of the answers is; the same object at every call, so that it is compiled once. */
export function optionsSchema(library: Library, goldenPath: GoldenPath): OptionsSchema {
  const known = schemas.get(goldenPath);
  if (known) return known;
  const pages = goldenPath.definition.pages.flatMap(page => (Object.hasOwn(library.options, page) ? (library.options[page] ?? []) : []));
  const schema = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(pages.flatMap(page => Object.entries(page.properties))),
    required: pages.flatMap(page => page.required ?? []),
  };
  schemas.set(goldenPath, schema);
  return schema;
}
