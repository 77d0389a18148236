import type { RenderedFile } from '@waymark/backstage-plugin-waymark-common';
import { readYamlText } from '../yamlText/readYamlText';

/** A place in a document: keys and indexes from its root. */
export type DataPath = readonly (string | number)[];

/** One document of a data file, with the way back from a value to its line. */
export interface DataDocument {
  readonly value: unknown;
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
  const { documents, errors, lineOf } = readYamlText(text, { merge: true });
  if (errors.length > 0) return { documents: [], errors };
  try {
    return {
      errors,
      documents: documents.filter(document => document.contents !== null).map(document => ({
        value: document.toJS({ maxAliasCount: 1000 }) as unknown,
        lineOf: path => lineOf(document, path),
      })),
    };
  } catch (error) {
    return { documents: [], errors: [{ line: 1, what: `its aliases cannot be resolved: ${(error as Error).message}` }] };
  }
}
