import {
  type Problem,
  type TreeFile,
  WaymarkError,
  dashedName,
  goldenPathSchema,
  layerSchema,
  libraryFileName,
  librarySchema,
  optionsPageSchema,
} from '@waymark/backstage-plugin-waymark-common';
import type { z } from 'zod';
import { engineVersion, isAtLeast } from './engineVersion';
import { checkReferences } from './checkReferences';
import type { GoldenPath, Layer, Library } from './library';
import type { LibrarySource } from './librarySource';
import { optionsProblems, togetherProblems } from './optionsProblems';
import { readDefinition } from './readDefinition';
import { templateHead } from './templateHead';
import { unpackArchive } from './unpackArchive';
import { OutOfTime, withinTime } from '../withinTime';

/**
 * Checks a library and makes it ready to plan and render from: finds its root by `library.yaml` and reads every definition.
 * @throws WaymarkError `LIBRARY_UNREADABLE` or `LIBRARY_INVALID` with all problems, each with file and line.
 */
export async function loadLibrary(source: LibrarySource): Promise<Library> {
  const all = source.kind === 'archive' ? await unpackArchive(source.archive) : source.files;
  refuseUnsafePaths(all);
  const files = belowRoot(all, source.path ?? '');
  let at = '';
  try {
    return withinTime(limits.ms, () => readLibrary(source, files, path => (at = path)));
  } catch (error) {
    if (!(error instanceof OutOfTime)) throw error;
    throw invalid(source, [{ severity: 'error', file: at, what: `the library's definitions cannot be read: ${error.message}`, mend: 'write plain YAML: no honest library takes as long' }]);
  }
}

/** What the definitions of a library may be, all together. */
const limits = { layers: 1000, characters: 2 * 1024 * 1024, ms: 5_000 } as const;

function readLibrary(source: LibrarySource, files: readonly TreeFile[], onFile: (path: string) => void): Library {
  const problems: Problem[] = [];
  let characters = 0;
  const read = <T>(file: TreeFile, schema: z.ZodType<T>): T | undefined => {
    onFile(file.path);
    characters += file.content.length;
    if (characters > limits.characters) {
      throw invalid(source, [{ severity: 'error', file: file.path, what: `with it the library's definitions have over ${limits.characters / 1024 / 1024} MiB`, mend: 'split the library' }]);
    }
    const definition = readDefinition(file, schema);
    problems.push(...definition.problems);
    return definition.value;
  };
  const byPath = new Map(files.map(file => [file.path, file]));
  const marker = byPath.get(libraryFileName);
  const definition = marker && read(marker, librarySchema);

  const layers: Record<string, Layer> = {};
  const options: Record<string, z.infer<typeof optionsPageSchema>> = {};
  const goldenPaths: GoldenPath[] = [];
  const layerCount = files.filter(({ path }) => /^layers\/[^/]+\/layer\.yaml$/.test(path)).length;
  if (layerCount > limits.layers) throw invalid(source, [{ severity: 'error', file: 'layers', what: `there are ${layerCount} layers, more than ${limits.layers}`, mend: 'split the library' }]);
  for (const file of files) {
    const layer = /^layers\/([^/]+)\/layer\.yaml$/.exec(file.path)?.[1];
    const page = /^(options\/[^/]+)\.yaml$/.exec(file.path)?.[1];
    const path = /^([^/]+)\/golden-path\.yaml$/.exec(file.path)?.[1];
    const named = layer ?? page?.slice('options/'.length);
    if (named !== undefined && !dashedName.safeParse(named).success) {
      problems.push({ severity: 'error', file: file.path, what: `"${named}" is no name of a layer or a page`, mend: 'use lower-case words joined by dashes' });
    } else if (layer) {
      const value = read(file, layerSchema);
      if (value) layers[layer] = { name: layer, definition: value, files: filesBelow(files, `layers/${layer}/files/`) };
    } else if (page) {
      const value = read(file, optionsPageSchema);
      if (value) {
        options[page] = value;
        problems.push(...optionsProblems(file.path, value));
      }
    } else if (path) {
      const value = read(file, goldenPathSchema);
      const head = templateHead(byPath.get(`${path}/template.yaml`), path);
      problems.push(...head.problems);
      if (value) goldenPaths.push({ ...head.value, path, definition: value });
    }
  }
  if (definition && !isAtLeast(engineVersion, definition.engine.slice(2))) {
    problems.push({ severity: 'error', file: libraryFileName, what: `the library needs engine ${definition.engine}, this is ${engineVersion}`, mend: 'update Waymark' });
  }
  const library = definition && { url: source.url, commit: source.commit, definition, layers, goldenPaths, options, templates: templatesOf(files) };
  // References are worth checking only between definitions that could be read.
  if (library && problems.length === 0) problems.push(...checkReferences(library), ...goldenPaths.flatMap(path => togetherProblems(library, path)));
  if (!library || problems.length > 0) throw invalid(source, problems);
  return library;
}

function invalid(source: LibrarySource, problems: readonly Problem[]): WaymarkError {
  return new WaymarkError({ code: 'LIBRARY_INVALID', stage: 'load', message: `The library at ${source.commit} is not valid.`, problems });
}

/**
 * Archives and git trees can hold paths that no file system has. They are only data here, but what is looked up by path
 * must be found once, and below its folder.
 */
function refuseUnsafePaths(files: readonly TreeFile[]): void {
  const seen = new Set<string>();
  const problems = files.flatMap(({ path }): readonly Problem[] => {
    const unsafe = path.split('/').some(name => name === '' || name === '.' || name === '..' || /\p{Cc}/u.test(name)) ? 'it is no path below a folder' : undefined;
    const what = unsafe ?? (seen.has(path) ? 'it is there twice' : undefined);
    seen.add(path);
    return what === undefined ? [] : [{ severity: 'error', file: path, what, mend: 'pack the library as git archive does' }];
  });
  if (problems.length > 0) throw new WaymarkError({ code: 'LIBRARY_UNREADABLE', stage: 'load', message: 'The library holds paths that cannot be.', problems });
}

function belowRoot(files: readonly TreeFile[], start: string): readonly TreeFile[] {
  const roots = files
    .filter(file => file.path === libraryFileName || file.path.endsWith(`/${libraryFileName}`))
    .map(file => file.path.slice(0, -libraryFileName.length));
  // The nearest marker at or above the start; else the only one below it.
  const above = roots.filter(root => `${start}/`.startsWith(root)).sort((a, b) => b.length - a.length);
  const root = above[0] ?? (roots.length === 1 ? roots[0] : undefined);
  if (root === undefined) {
    throw new WaymarkError({
      code: 'LIBRARY_INVALID',
      stage: 'load',
      message: roots.length === 0 ? `There is no ${libraryFileName}: this is not a library of golden paths.` : `There are several libraries (${roots.join(', ')}): say which one is meant.`,
    });
  }
  return filesBelow(files, root);
}

function filesBelow(files: readonly TreeFile[], folder: string): readonly TreeFile[] {
  return files.filter(file => file.path.startsWith(folder)).map(file => ({ ...file, path: file.path.slice(folder.length) }));
}

function templatesOf(files: readonly TreeFile[]): Readonly<Record<string, string>> {
  const templates = files.flatMap(file => {
    const name = /^layers\/([^/]+\/(?:files|macros)\/.*\.njk)$/.exec(file.path)?.[1];
    return name && file.encoding === 'utf8' ? [[name, file.content] as const] : [];
  });
  return Object.fromEntries(templates);
}
