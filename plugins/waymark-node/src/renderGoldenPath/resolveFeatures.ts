import type { Problem } from '@waymark/backstage-plugin-waymark-common';
import { type SchemaCheck, compileSchema } from '../jsonSchema/compileSchema';
import type { GoldenPath, Library } from '../loadLibrary/library';
import { optionsSchema } from '../loadLibrary/optionsSchema';

/** A golden path's options with every default filled in, and what is wrong with the answers to them. */
export interface ResolvedFeatures {
  readonly features: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}

/** Checks `features` of the answers against the options of the golden path's pages. */
export function resolveFeatures(library: Library, goldenPath: GoldenPath, answers: unknown): ResolvedFeatures {
  const schema = optionsSchema(library, goldenPath);
  const given = typeof answers === 'object' && answers !== null ? (answers as { features?: unknown }).features : undefined;
  const features: unknown = structuredClone(given ?? {});
  const errors = compileSchema(schema)(features);
  if (errors.length === 0) return { features: features as Record<string, unknown>, problems: [] };
  return { features: {}, problems: errors.map(error => toProblem(error, Object.keys(schema.properties))) };
}

function toProblem(error: ReturnType<SchemaCheck>[number], options: readonly string[]): Problem {
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
