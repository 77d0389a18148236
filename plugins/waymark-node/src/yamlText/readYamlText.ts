import { type Document, LineCounter, isMap, isScalar, isSeq, parseAllDocuments, visit } from 'yaml';

/** What a text may have before it is given to the parser, which needs up to a kilobyte of memory for each character, and hundreds of bytes for each open bracket. */
const limits = { characters: 512 * 1024, openBrackets: 2000, depth: 100 } as const;

/** A YAML text that was read: its documents, or the first error of each. */
export interface YamlText {
  readonly documents: readonly Document.Parsed[];
  readonly errors: readonly YamlError[];
  /** The 1-based line of an offset in the text. */
  lineAt(offset: number): number;
  /** The 1-based line of the value at a path of a document (keys and indexes from its root), or of the nearest value above it. */
  lineOf(document: Document.Parsed, path: readonly PropertyKey[]): number;
}

export interface YamlError {
  readonly line: number;
  readonly what: string;
}

export interface YamlOptions {
  /** Whether `<<` merges. */
  readonly merge?: boolean;
}

/** Reads all documents of a YAML text, whoever wrote it, in time and memory that are linear in its length. Never throws. */
export function readYamlText(text: string, { merge = false }: YamlOptions = {}): YamlText {
  const lines = new LineCounter();
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const lineOf = (document: Document.Parsed, path: readonly PropertyKey[]) => lineAt(offsetOf(document, path));
  const refused = (line: number, what: string): YamlText => ({ documents: [], errors: [{ line, what }], lineAt, lineOf });
  if (text.length > limits.characters) return refused(1, `it has over ${limits.characters / 1024} KiB, more than is parsed here`);
  const tooDeep = lineOfDepth(text);
  if (tooDeep !== undefined) return refused(tooDeep, `brackets are nested deeper than ${limits.openBrackets}`);
  try {
    // The parser's own search for equal keys takes quadratic time.
    const documents: readonly Document.Parsed[] = [
      ...parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false, merge, logLevel: 'silent' }),
    ];
    const errors = documents.flatMap(document => {
      const [first] = document.errors;
      // Whatever else the parser says follows from the first error.
      if (first) return [{ line: lineAt(first.pos[0]), what: /call stack/.test(first.message) ? tooDeepText : first.message }];
      return faultsIn(document).map(({ offset, what }) => ({ line: lineAt(offset), what }));
    });
    return { documents, errors, lineAt, lineOf };
  } catch (error) {
    return refused(1, error instanceof RangeError || nameOf(error) === 'RangeError' ? tooDeepText : String(error));
  }
}

const tooDeepText = 'it nests too deeply';

/** Under jest the errors of Node's own realm are of other classes than ours. */
function nameOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined;
}

/** The line at which more brackets are open than may be, brackets in strings included. */
function lineOfDepth(text: string): number | undefined {
  let depth = 0;
  for (const { 0: bracket, index } of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + (bracket === '[' || bracket === '{' ? 1 : -1));
    if (depth > limits.openBrackets) return text.slice(0, index).split('\n').length;
  }
  return undefined;
}

/** Where the deepest node that exists on the way to a path begins; a value of a map begins at its key. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
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

interface Fault {
  readonly offset: number;
  readonly what: string;
}

/** Keys that stand twice in one map, and nesting that whatever reads the value would have to follow by recursion. */
function faultsIn(document: Document.Parsed): readonly Fault[] {
  const faults: Fault[] = [];
  visit(document, {
    Collection: (_, node, path) => {
      // Each level of a map is a map and a pair.
      if (path.length <= 2 * limits.depth) return undefined;
      faults.push({ offset: node.range?.[0] ?? 0, what: `it nests deeper than ${limits.depth}` });
      return visit.BREAK;
    },
  });
  if (faults.length > 0) return faults;
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key) || key.value === '<<' || typeof key.value === 'symbol') continue;
        if (seen.has(key.value)) faults.push({ offset: key.range?.[0] ?? 0, what: `the key "${String(key.value)}" stands twice in one map` });
        seen.add(key.value);
      }
    },
  });
  return faults;
}
