import { InputError } from '@backstage/errors';
import type { z } from 'zod/v3';

/**
 * Parses an action's input. The scaffolder validates by the JSON schema that is made of the zod schema, so defaults and refinements have not run.
 * @throws InputError with every problem on a line of its own.
 */
export function parseInput<Schema extends z.ZodTypeAny>(action: string, schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const problems = result.error.issues.map(issue => `  ${issue.path.join('.') || 'input'}: ${issue.message}`);
  throw new InputError([`${action} cannot use its input:`, ...problems].join('\n'));
}
