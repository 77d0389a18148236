import type { RenderedFile } from '@waymark/backstage-plugin-waymark-common';
import type * as OpenapiValidator from '@seriousme/openapi-schema-validator';
import { loadModule } from '../../loadModule';
import type { Check, Finding, Tree } from '../check';
import { readJson } from '../readJson';
import { type DataDocument, readYaml } from '../readYaml';
import { type SchemaError, schemaViolations } from '../schemaFindings';
import { textFiles, yamlFiles } from '../textFiles';

/** Kept, for it compiles the specification's schema. */
let validator: OpenapiValidator.Validator | undefined;

export const openapi: Check = {
  name: 'openapi',
  title: 'OpenAPI documents are valid against their version of the specification',
  select: documentFiles,
  run: async files => {
    validator ??= new (loadModule<typeof OpenapiValidator>('@seriousme/openapi-schema-validator').Validator)();
    const findings: Finding[] = [];
    for (const file of files) {
      const document = readDocument(file);
      if (document === undefined) continue;
      if (comparisons(document.value) > mostComparisons) {
        findings.push({ severity: 'error', file: file.path, line: 1, what: 'Its lists are too long to be checked: entries that must differ are compared each with each.', mend: 'Split the document.' });
        continue;
      }
      // A copy, for the validator writes into what it is given.
      const { valid, errors } = await validator.validate(structuredClone(document.value) as Record<string, unknown>);
      if (valid) continue;
      const violations = Array.isArray(errors)
        ? schemaViolations(errors as readonly SchemaError[], document)
        : [{ line: 1, what: String(errors) }];
      findings.push(
        ...violations.map(({ line, what }) => ({
          severity: 'error' as const,
          file: file.path,
          line,
          what: `This is not a valid OpenAPI document: ${what}.`,
          mend: 'Correct the template that prints the document, or the code that it is made from.',
        })),
      );
    }
    return findings;
  },
};

/** A list of two thousand entries, or twenty of five hundred: a second's work. */
const mostComparisons = 5_000_000;

/** How often a validator compares two entries of a list, at most. */
function comparisons(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Array.isArray(value) ? value.length ** 2 : 0;
  return Object.values(value).reduce<number>((sum, part) => sum + comparisons(part), own);
}

function documentFiles(tree: Tree): readonly RenderedFile[] {
  return [...textFiles(tree, /\.json$/), ...yamlFiles(tree)].filter(file => {
    if (!/["']?\bopenapi["']?\s{0,8}:/.test(file.content)) return false;
    const value = readDocument(file)?.value;
    return typeof value === 'object' && value !== null && 'openapi' in value && typeof value.openapi === 'string';
  });
}

function readDocument(file: RenderedFile): DataDocument | undefined {
  if (file.path.endsWith('.json')) return readJson(file);
  const { documents, errors } = readYaml(file);
  return errors.length === 0 && documents.length === 1 ? documents[0] : undefined;
}
