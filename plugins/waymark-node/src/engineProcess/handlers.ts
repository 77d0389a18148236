import { WaymarkError, buildFormPages } from '@waymark/backstage-plugin-waymark-common';
import type { GoldenPath, Library } from '../loadLibrary/library';
import type { LibrarySource } from '../loadLibrary/librarySource';
import { loadLibrary } from '../loadLibrary/loadLibrary';
import { type Sandbox, createSandbox } from '../renderFiles/sandbox';
import { planGoldenPath, renderGoldenPath } from '../renderGoldenPath/renderGoldenPath';
import { summarize } from '../renderGoldenPath/summarize';
import { verifyFiles } from '../verifyFiles/verifyFiles';
import type { LoadedLibrary, PlanResult, RenderResult, VerifyRequest } from './engine';
import { type Method, keptLibraries } from './protocol';

interface ReadyLibrary {
  readonly library: Library;
  readonly sandbox: Sandbox;
}

interface LibraryParams {
  readonly libraryId: string;
  readonly goldenPath: string;
  readonly answers?: unknown;
}

const ready = new Map<string, ReadyLibrary>();

/** A library by its id, which becomes the one used last. */
function readyLibrary(id: string): ReadyLibrary {
  const found = ready.get(id);
  if (!found) throw new Error(`the library ${id} was not loaded into this child`);
  ready.delete(id);
  ready.set(id, found);
  return found;
}

function findGoldenPath(library: Library, name: string): GoldenPath {
  const found = library.goldenPaths.find(path => path.name === name || path.path === name);
  if (found) return found;
  throw new WaymarkError({
    code: 'GOLDEN_PATH_UNKNOWN',
    stage: 'load',
    message: `The library at ${library.commit} has no golden path "${name}": it has ${library.goldenPaths.map(path => path.name).join(', ') || 'none'}.`,
  });
}

async function load({ id, source }: { id: string; source: LibrarySource & { archiveBase64?: string } }): Promise<LoadedLibrary> {
  const library = await loadLibrary(source.kind === 'archive' ? { ...source, archive: Buffer.from(source.archiveBase64 ?? '', 'base64') } : source);
  ready.get(id)?.sandbox.dispose();
  ready.delete(id);
  ready.set(id, { library, sandbox: createSandbox(library.templates) });
  for (const [oldest, { sandbox }] of ready) {
    if (ready.size <= keptLibraries) break;
    sandbox.dispose();
    ready.delete(oldest);
  }
  return {
    id,
    name: library.definition.name,
    url: library.url,
    commit: library.commit,
    goldenPaths: library.goldenPaths.map(summarize),
  };
}

function plan({ libraryId, goldenPath: name, answers }: LibraryParams): PlanResult {
  const { library, sandbox } = readyLibrary(libraryId);
  const goldenPath = findGoldenPath(library, name);
  const { layers, slots } = planGoldenPath({ library, goldenPath, answers, sandbox });
  return { goldenPath: summarize(goldenPath), plan: { layers, slots } };
}

function render({ libraryId, goldenPath, answers }: LibraryParams): Promise<RenderResult> {
  const { library, sandbox } = readyLibrary(libraryId);
  return renderGoldenPath({ library, goldenPath: findGoldenPath(library, goldenPath), answers, sandbox });
}

function formPages({ libraryId, goldenPath }: LibraryParams): readonly unknown[] {
  const { library } = readyLibrary(libraryId);
  const { pages } = findGoldenPath(library, goldenPath).definition;
  return buildFormPages({ pages, options: library.options, publish: library.definition.publish });
}

/** What the child can be asked, by method. */
export const handlers: Readonly<Record<Method, (params: never) => unknown>> = {
  load,
  plan,
  render,
  formPages,
  verify: (params: VerifyRequest) => verifyFiles(params),
};
