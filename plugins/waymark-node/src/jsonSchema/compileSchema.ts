import Ajv, { type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import { withinTime } from '../withinTime';

/** What of a value breaks a schema; nothing where it fits. Defaults are filled in on the way. */
export type SchemaCheck = (value: unknown) => readonly Pick<ErrorObject, 'instancePath' | 'message' | 'params'>[];

/** A schema that takes longer, to compile or to judge all that it is given at once, was written to take longer. */
const limitMs = 2_000;

const compiled = new WeakMap<object, SchemaCheck>();

/**
 * Compiles a JSON schema of a library, once, and keeps it as long as the schema. What a prototype brings is no property.
 * @throws Error that says what is wrong with the schema.
 */
export function compileSchema(schema: Readonly<Record<string, unknown>>): SchemaCheck {
  const known = compiled.get(schema);
  if (known) return known;
  // Of an asynchronous schema every value would be valid at first.
  if (Object.hasOwn(schema, '$async')) throw new Error('"$async" is not for schemas of a library');
  const ajv = new Ajv({ allErrors: true, useDefaults: true, strict: false, ownProperties: true, logger: false });
  addFormats(ajv);
  const validate = withinTime(limitMs, () => ajv.compile(schema));
  const check: SchemaCheck = value => {
    try {
      return validate(value) ? [] : (validate.errors ?? []);
    } catch (error) {
      return [{ instancePath: '', message: `cannot be judged by its schema: ${(error as Error).message}`, params: {} }];
    }
  };
  compiled.set(schema, check);
  return check;
}

/**
 * Judges values by schemas of a library, whose patterns may backtrack without end on what somebody gave.
 * @throws OutOfTime
 */
export function judgeInTime<T>(judge: () => T): T {
  return withinTime(limitMs, judge);
}
