import type { Problem } from '@waymark/backstage-plugin-waymark-common';
import type { ErrorObject } from 'ajv';
import { compileSchema } from '../jsonSchema/compileSchema';
import type { GoldenPath, Library } from '../loadLibrary/library';

/** A golden path's options with every default filled in, and what is wrong with the answers to them. */
export interface ResolvedFeatures {
  readonly features: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}

/** Checks `features` of the answers against the options of the golden path's pages. */
export function resolveFeatures(library: Library, goldenPath: GoldenPath, answers: unknown): ResolvedFeatures {
  const schema = featuresSchema(library, goldenPath);
  const validate = compileSchema(schema);
  const given = typeof answers === 'object' && answers !== null ? (answers as { features?: unknown }).features : undefined;
  const features: unknown = structuredClone(given ?? {});
  if (validate(features)) return { features: features as Record<string, unknown>, problems: [] };
  return { features: {}, problems: (validate.errors ?? []).map(error => toProblem(error, Object.keys(schema.properties))) };
}

const schemas = new WeakMap<GoldenPath, FeaturesSchema>();

interface FeaturesSchema extends Readonly<Record<string, unknown>> {
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The options of all pages as one schema, the same object at every call, so that it is compiled once. */
function featuresSchema(library: Library, goldenPath: GoldenPath): FeaturesSchema {
  const known = schemas.get(goldenPath);
  if (known) return known;
  const pages = goldenPath.definition.pages.flatMap(page => library.options[page] ?? []);
  const schema = {
    type: 'object',
    additionalProperties: false,
    properties: Object.assign({}, ...pages.map(page => page.properties)) as Record<string, unknown>,
    required: pages.flatMap(page => page.required ?? []),
  };
  schemas.set(goldenPath, schema);
  return schema;
}

function toProblem(error: ErrorObject, options: readonly string[]): Problem {
  const path = `features${error.instancePath.replace(/\//g, '.')}`;
  const { additionalProperty, allowedValues } = error.params as { additionalProperty?: string; allowedValues?: readonly unknown[] };
  if (additionalProperty !== undefined) {
    return { severity: 'error', path: `${path}.${additionalProperty}`, what: 'there is no such option', mend: `choose among ${options.join(', ')}` };
  }
  return {
    severity: 'error',
    path,
    what: error.message ?? 'it does not fit',
    mend: allowedValues ? `give one of ${allowedValues.join(', ')}` : 'see the description of the option in the form',
  };
}
