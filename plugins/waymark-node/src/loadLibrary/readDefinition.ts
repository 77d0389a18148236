import { type Problem, type TreeFile, unreadableData } from '@waymark/backstage-plugin-waymark-common';
import { LineCounter, isMap, isScalar, isSeq, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';

/** A definition that was read, or undefined with the problems that say why not. */
export interface ReadDefinition<T> {
  readonly value: T | undefined;
  readonly problems: readonly Problem[];
}

/** Reads a YAML file of the library against its schema; each problem names file and line. */
export function readDefinition<T>(file: TreeFile, schema: z.ZodType<T>): ReadDefinition<T> {
  const lines = new LineCounter();
  const document = parseDocument(file.content, { lineCounter: lines, prettyErrors: false });
  const problem = (what: string, mend: string, offset?: number): Problem => ({
    severity: 'error',
    file: file.path,
    ...(offset === undefined ? {} : { line: lines.linePos(offset).line }),
    what,
    mend,
  });
  if (document.errors.length > 0) {
    return { value: undefined, problems: document.errors.map(error => problem(error.message, 'write valid YAML', error.pos[0])) };
  }
  let plain: unknown;
  try {
    plain = toPlain(document);
  } catch (error) {
    return { value: undefined, problems: [problem(`its aliases cannot be resolved: ${(error as Error).message}`, 'write the value itself in place of the alias')] };
  }
  const unreadable = unreadableData(plain);
  if (unreadable) return { value: undefined, problems: [problem(`${unreadable.path || 'the file'}: ${unreadable.what}`, unreadable.mend)] };
  const parsed = schema.safeParse(plain);
  if (parsed.success) return { value: parsed.data, problems: [] };
  return {
    value: undefined,
    problems: parsed.error.issues.map(issue =>
      problem(
        `${issue.path.map(String).join('.') || 'the file'}: ${issue.message}`,
        'see the format of the library (docs/library-format.md)',
        offsetOf(document, issue.path),
      ),
    ),
  };
}

function toPlain(document: Document): unknown {
  // maxAliasCount bounds what deep aliases can grow to.
  return document.toJS({ maxAliasCount: 100 }) ?? {};
}

/** Where the deepest node that exists on the way to `path` begins. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number | undefined {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0];
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find(item => isScalar(item.key) && item.key.value === key);
      if (!pair) break;
      offset = isScalar(pair.key) ? pair.key.range?.[0] : offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      const range = (node as { range?: readonly [number, number, number] } | undefined)?.range;
      offset = range?.[0] ?? offset;
    } else break;
  }
  return offset;
}
