import type { OptionsPage, Problem } from '@waymark/backstage-plugin-waymark-common';
import { compileSchema } from '../jsonSchema/compileSchema';

/** Options of a page whose JSON schema is none: found when the library is loaded, not when somebody's answers are checked. */
export function optionsProblems(file: string, page: OptionsPage): readonly Problem[] {
  return Object.entries(page.properties).flatMap(([option, schema]) => {
    try {
      compileSchema(schema as Readonly<Record<string, unknown>>);
      return [];
    } catch (error) {
      return [{ severity: 'error' as const, file, what: `the schema of the option "${option}" is not valid: ${(error as Error).message}`, mend: 'write a valid JSON schema' }];
    }
  });
}
