import { type Problem, type TreeFile, unreadableData } from '@waymark/backstage-plugin-waymark-common';
import type { z } from 'zod';
import { readYamlText } from '../yamlText/readYamlText';

/** A definition that was read, or undefined with the problems that say why not. */
export interface ReadDefinition<T> {
  readonly value: T | undefined;
  readonly problems: readonly Problem[];
}

/** Reads a YAML file of the library against its schema; each problem names file and line. */
export function readDefinition<T>(file: TreeFile, schema: z.ZodType<T>): ReadDefinition<T> {
  const { documents, errors, lineAt, lineOf } = readYamlText(file.content);
  const refused = (problems: readonly Omit<Problem, 'severity' | 'file'>[]): ReadDefinition<T> => ({
    value: undefined,
    problems: problems.map(problem => ({ severity: 'error', file: file.path, ...problem })),
  });
  if (errors.length > 0) return refused(errors.map(error => ({ ...error, mend: 'write valid YAML' })));
  const [document, second] = documents;
  if (second) return refused([{ line: lineAt(second.range[0]), what: 'a second document begins here', mend: 'keep to one document a file' }]);
  let plain: unknown;
  try {
    plain = document?.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (error) {
    return refused([{ what: `its aliases cannot be resolved: ${(error as Error).message}`, mend: 'write the value itself in place of the alias' }]);
  }
  const unreadable = unreadableData(plain);
  if (unreadable) return refused([{ what: `${unreadable.path || 'the file'}: ${unreadable.what}`, mend: unreadable.mend }]);
  const parsed = schema.safeParse(plain);
  if (parsed.success) return { value: parsed.data, problems: [] };
  return refused(
    parsed.error.issues.map(issue => ({
      line: document ? lineOf(document, issue.path) : 1,
      what: `${issue.path.map(String).join('.') || 'the file'}: ${issue.message}`,
      mend: 'see the format of the library (docs/library-format.md)',
    })),
  );
}
