import type { OptionsPage, Problem } from '@waymark/backstage-plugin-waymark-common';
import { compileSchema } from '../jsonSchema/compileSchema';
import type { GoldenPath, Library } from './library';
import { optionsSchema } from './optionsSchema';

/** Options of a page whose JSON schema is none: found when the library is loaded, not when somebody's answers are checked. */
export function optionsProblems(file: string, page: OptionsPage): readonly Problem[] {
  return Object.entries(page.properties).flatMap(([option, schema]) => {
    const wrong = schemaProblem(schema);
    return wrong === undefined ? [] : [{ severity: 'error' as const, file, what: `the schema of the option "${option}" is not valid: ${wrong}`, mend: 'write a valid JSON schema' }];
  });
}

/** Options that are valid one by one, and not as the one schema of a golden path's pages. */
export function togetherProblems(library: Library, goldenPath: GoldenPath): readonly Problem[] {
  const wrong = schemaProblem(optionsSchema(library, goldenPath));
  if (wrong === undefined) return [];
  return [{ severity: 'error', file: `${goldenPath.path}/golden-path.yaml`, what: `the options of its pages are no valid JSON schema together: ${wrong}`, mend: 'let no two of them have one $id, and none refer to another' }];
}

function schemaProblem(schema: Readonly<Record<string, unknown>>): string | undefined {
  try {
    compileSchema(schema);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
