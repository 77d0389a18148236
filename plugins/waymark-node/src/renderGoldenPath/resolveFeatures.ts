import type { Problem } from '@waymark/backstage-plugin-waymark-common';
import { type SchemaCheck, compileSchema, judgeInTime } from '../jsonSchema/compileSchema';
import type { GoldenPath, Library } from '../loadLibrary/library';
import { optionsSchema } from '../loadLibrary/optionsSchema';
import { OutOfTime } from '../withinTime';

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
  const check = compileSchema(schema);
  let errors: ReturnType<SchemaCheck>;
  try {
    errors = judgeInTime(() => check(features));
  } catch (error) {
    if (!(error instanceof OutOfTime)) throw error;
    const pages = goldenPath.definition.pages.join(', ');
    return { features: {}, problems: [{ severity: 'error', path: 'features', what: `these answers cannot be judged: ${error.message}`, mend: `shorten them, and let the author look at the patterns of ${pages}: one of them backtracks` }] };
  }
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
