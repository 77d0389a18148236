import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

const compiled = new WeakMap<object, ValidateFunction>();

/**
 * A validator of a library's schema, which fills in defaults and tells all problems; compiled once, and kept as long as the schema.
 * @throws Error where the schema is none.
 */
export function compileSchema(schema: Readonly<Record<string, unknown>>): ValidateFunction {
  const known = compiled.get(schema);
  if (known) return known;
  const ajv = new Ajv({ allErrors: true, useDefaults: true, strict: false });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  compiled.set(schema, validate);
  return validate;
}
