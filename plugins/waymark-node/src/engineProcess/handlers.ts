import { WaymarkError, buildFormPages } from '@waymark/backstage-plugin-waymark-common';
import { formatFiles } from '../formatFiles/formatFiles';
import type { GoldenPath, Library } from '../loadLibrary/library';
import type { LibrarySource } from '../loadLibrary/librarySource';
import { loadLibrary } from '../loadLibrary/loadLibrary';
import { type Sandbox, createSandbox } from '../renderFiles/sandbox';
import { createTemplateCompiler } from '../renderFiles/templateCompiler';
import { gitBlobId, gitTreeIdOf } from '../renderGoldenPath/gitObjectId';
import { planGoldenPath, renderGoldenPath } from '../renderGoldenPath/renderGoldenPath';
import { summarize } from '../renderGoldenPath/summarize';
import { readTree } from '../treeOnDisk/readTree';
import { readWaymark } from '../treeOnDisk/readWaymark';
import { writeTree } from '../treeOnDisk/writeTree';
import { verifyFiles } from '../verifyFiles/verifyFiles';
import type { LoadedLibrary, PlanResult, RenderResult, RenderedTree, VerifiedTree, VerifyFolderRequest, VerifyRequest } from './engine';
import { type Method, keptLibraries } from './protocol';
import { warmTree } from './warmTree';

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
const compiler = createTemplateCompiler();

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

async function load({ id, source }: { readonly id: string; readonly source: LibrarySource }, bytes: Uint8Array): Promise<LoadedLibrary> {
  const library = await loadLibrary(source.kind === 'archive' ? { ...source, archive: bytes } : source);
  ready.get(id)?.sandbox.dispose();
  ready.delete(id);
  ready.set(id, { library, sandbox: createSandbox(library.templates, compiler) });
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

/** Overwrites: an interrupted run of the same task may have left files. */
async function renderInto({ folder, ...params }: LibraryParams & { readonly folder: string }): Promise<RenderedTree> {
  const { goldenPath, plan, files, waymark, checks } = await render(params);
  writeTree(files, folder, { overwrite: true });
  const origins = files.map(({ content, encoding, ...origin }) => ({ ...origin, id: waymark.files[origin.path]?.id ?? gitBlobId({ ...origin, content, encoding }) }));
  return { goldenPath, layers: plan.layers, files: origins, treeId: gitTreeIdOf(origins), checks };
}

async function verifyFolder({ folder, origins, ...rest }: VerifyFolderRequest): Promise<VerifiedTree> {
  const found = readTree(folder, { skip: ['.git'], refusal: { code: 'VERIFY_FAILED', stage: 'verify' }, hardLinks: false });
  const ids = found.map(file => ({ path: file.path, mode: file.mode, id: gitBlobId(file) }));
  const byPath = new Map(origins.map(origin => [origin.path, origin]));
  const files = found.map((file, at) => {
    const origin = byPath.get(file.path);
    return origin?.id === ids[at]?.id ? { ...origin, ...file } : file;
  });
  return { report: await verifyFiles({ ...rest, files }), treeId: gitTreeIdOf(ids) };
}

/** Loads and runs what is slow at its first use. */
async function warmUp(): Promise<null> {
  await verifyFiles({ files: await formatFiles(warmTree) });
  createSandbox({}).dispose();
  compiler.warmUp();
  return null;
}

function formPages({ libraryId, goldenPath }: LibraryParams): readonly unknown[] {
  const { library } = readyLibrary(libraryId);
  const { pages } = findGoldenPath(library, goldenPath).definition;
  return buildFormPages({ pages, options: library.options, publish: library.definition.publish });
}

/** What the child can be asked, by method. */
export const handlers: Readonly<Record<Method, (params: never, bytes: Uint8Array) => unknown>> = {
  load,
  plan,
  render,
  renderInto,
  verifyFolder,
  readWaymark: ({ folder }: { readonly folder: string }) => readWaymark(folder),
  warmUp,
  formPages,
  verify: (params: VerifyRequest) => verifyFiles(params),
};
