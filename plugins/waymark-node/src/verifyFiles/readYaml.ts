import type { RenderedFile } from '@waymark/backstage-plugin-waymark-common';
import { type Document, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, visit } from 'yaml';

/** A place in a document: keys and indexes from its root. */
export type DataPath = readonly (string | number)[];

/** One document of a data file, with the way back from a value to its line. */
export interface DataDocument {
  /** Throws where aliases would blow the value up. */
  value(): unknown;
  /** The 1-based line of the value at a path, or of the nearest value above it. */
  lineOf(path: DataPath): number;
}

export interface YamlFile {
  readonly documents: readonly DataDocument[];
  readonly errors: readonly { readonly line: number; readonly what: string }[];
}

const cache = new WeakMap<RenderedFile, YamlFile>();

/** Parses all documents of a YAML file; once, however many checks ask. */
export function readYaml(file: RenderedFile): YamlFile {
  const known = cache.get(file);
  if (known) return known;
  const read = parse(file.content);
  cache.set(file, read);
  return read;
}

function parse(text: string): YamlFile {
  const lines = new LineCounter();
  const line = (offset: number) => Math.max(1, lines.linePos(offset).line);
  if (text.length > largestYaml) return { documents: [], errors: [{ line: 1, what: 'it has over 1 MiB, more than is parsed here' }] };
  const tooDeep = lineOfDepth(text, deepestFlow);
  if (tooDeep !== undefined) return { documents: [], errors: [{ line: tooDeep, what: `brackets are nested deeper than ${deepestFlow}` }] };
  try {
    // The parser's own search for equal keys takes quadratic time.
    const parsed: readonly Document.Parsed[] = [
      ...parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false, merge: true, logLevel: 'silent' }),
    ];
    const errors = parsed.flatMap(document => {
      const [first] = document.errors;
      // Whatever else the parser says follows from the first error.
      if (first) return [{ line: line(first.pos[0]), what: first.message }];
      return repeatedKeys(document).map(({ key, offset }) => ({ line: line(offset), what: `the key "${key}" stands twice in one map` }));
    });
    return {
      errors,
      documents: parsed.filter(document => document.contents !== null).map(document => ({
        value: () => document.toJS({ maxAliasCount: 1000 }),
        lineOf: path => line(offsetOf(document, path)),
      })),
    };
  } catch (error) {
    return { documents: [], errors: [{ line: 1, what: error instanceof Error ? error.message : String(error) }] };
  }
}

/** The parser needs up to a kilobyte of memory for each character. */
const largestYaml = 1024 * 1024;

/** Beyond it the parser needs hundreds of bytes of memory for each bracket. */
const deepestFlow = 2000;

/** The line at which more brackets than that are open, brackets in strings included. */
function lineOfDepth(text: string, deepest: number): number | undefined {
  let depth = 0;
  for (const { 0: bracket, index } of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + (bracket === '[' || bracket === '{' ? 1 : -1));
    if (depth > deepest) return text.slice(0, index).split('\n').length;
  }
  return undefined;
}

function repeatedKeys(document: Document.Parsed): readonly { readonly key: string; readonly offset: number }[] {
  const repeated: { key: string; offset: number }[] = [];
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key) || key.value === '<<' || typeof key.value === 'symbol') continue;
        if (seen.has(key.value)) repeated.push({ key: String(key.value), offset: key.range?.[0] ?? 0 });
        seen.add(key.value);
      }
    },
  });
  return repeated;
}

function offsetOf(document: Document.Parsed, path: DataPath): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
      if (pair === undefined) break;
      offset = (isScalar(pair.key) ? pair.key.range?.[0] : undefined) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(part)];
      if (typeof item !== 'object' || item === null) break;
      offset = (item as { range?: readonly number[] }).range?.[0] ?? offset;
      node = item;
    } else {
      break;
    }
  }
  return offset;
}
