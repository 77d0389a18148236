import type { OptionsPage, Problem } from '@waymark/backstage-plugin-waymark-common';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

/** Options of a page whose JSON schema is none: found when the library is loaded, not when somebody's answers are checked. */
export function optionsProblems(file: string, page: OptionsPage): readonly Problem[] {
  return Object.entries(page.properties).flatMap(([option, schema]) => {
    const ajv = new Ajv({ strict: false });
    addFormats(ajv);
    try {
      ajv.compile(schema);
      return [];
    } catch (error) {
      return [{ severity: 'error' as const, file, what: `the schema of the option "${option}" is not valid: ${(error as Error).message}`, mend: 'write a valid JSON schema' }];
    }
  });
}
