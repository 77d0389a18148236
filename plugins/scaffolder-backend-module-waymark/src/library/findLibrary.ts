import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WaymarkError, libraryFileName } from '@waymark/backstage-plugin-waymark-common';
import { type Engine, type LoadedLibrary, readFolder } from '@waymark/backstage-plugin-waymark-node';
import type { LibraryReader } from './LibraryReader';

export interface LibraryServices {
  readonly engine: Engine;
  readonly libraryReader: LibraryReader;
  /** `waymark.library.url` of the config. */
  readonly libraryUrl: string | undefined;
}

export interface LibraryRequest {
  /** What the step says; wins over everything. */
  readonly url: string | undefined;
  /** Where the running template is stored. */
  readonly baseUrl: string | undefined;
  readonly isDryRun: boolean;
}

/**
 * The library of a running template: the one that the step names, else the one that holds the template, else the one of the config.
 * A dry run may read it from the files that the template editor sent along.
 */
export async function findLibrary(request: LibraryRequest, services: LibraryServices): Promise<LoadedLibrary> {
  const { baseUrl, isDryRun } = request;
  if (request.url) return services.libraryReader.load({ url: request.url });
  if (baseUrl && /^https?:/.test(baseUrl)) return services.libraryReader.load({ url: baseUrl });
  if (isDryRun && baseUrl?.startsWith('file:')) {
    const folder = dirname(fileURLToPath(baseUrl));
    if (await holdsLibrary(folder)) return services.engine.load(readFolder(folder));
  }
  if (services.libraryUrl) return services.libraryReader.load({ url: services.libraryUrl });
  throw new WaymarkError({
    code: 'LIBRARY_UNREADABLE',
    stage: 'load',
    message: `The template is not stored in a repo, so its library is not known${isDryRun ? `, and there is no ${libraryFileName} among the files of this dry run` : ''}. Set waymark.library.url in app-config.yaml, or give the step a "library".`,
  });
}

async function holdsLibrary(folder: string): Promise<boolean> {
  return access(join(folder, libraryFileName)).then(
    () => true,
    () => false,
  );
}
