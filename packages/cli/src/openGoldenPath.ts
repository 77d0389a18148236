import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import { type Engine, type LoadedLibrary, readFolder, readGitRepository } from '@waymark/backstage-plugin-waymark-node';
import { parse } from 'yaml';

/** A golden path as a command names it: a library that was loaded, and the folder in it. */
export interface OpenedGoldenPath {
  readonly library: LoadedLibrary;
  readonly goldenPath: string;
}

/** Opens the golden path at a folder with a `template.yaml` or a `golden-path.yaml`; its library is found above it. */
export async function openGoldenPath(folder: string, engine: Engine): Promise<OpenedGoldenPath> {
  const path = resolve(folder);
  if (!existsSync(join(path, 'golden-path.yaml'))) {
    throw new WaymarkError({ code: 'GOLDEN_PATH_UNKNOWN', stage: 'load', message: `${folder} is no golden path: there is no golden-path.yaml in it.` });
  }
  let root = dirname(path);
  while (!existsSync(join(root, 'library.yaml'))) {
    if (dirname(root) === root) {
      throw new WaymarkError({ code: 'LIBRARY_INVALID', stage: 'load', message: `${folder} is in no library: there is no library.yaml above it.` });
    }
    root = dirname(root);
  }
  return { library: await openLibrary(root, engine), goldenPath: basename(path) };
}

/** Loads the library in a folder as it stands, or in a bare git repository at its head. */
export async function openLibrary(folder: string, engine: Engine): Promise<LoadedLibrary> {
  const bare = !existsSync(join(folder, 'library.yaml')) && existsSync(join(folder, 'HEAD'));
  return engine.load(bare ? await readGitRepository(folder) : readFolder(folder));
}

/** Reads answers from a YAML or JSON file. */
export async function readAnswers(file: string): Promise<unknown> {
  try {
    if (statSync(file).size > 1024 * 1024) throw new Error('it is larger than 1 MiB');
    return parse(await readFile(file, 'utf8'), { maxAliasCount: 100 });
  } catch (error) {
    throw new WaymarkError({
      code: 'ANSWERS_INVALID',
      stage: 'model',
      message: `The answers in ${file} cannot be read: ${(error as Error).message}`,
      cause: error,
    });
  }
}
