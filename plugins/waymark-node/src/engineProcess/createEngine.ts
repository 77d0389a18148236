import { type VerifyReport, WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import type { LibrarySource } from '../loadLibrary/librarySource';
import type { WaymarkOrigin } from '../treeOnDisk/readWaymark';
import { startChild } from './childProcess';
import { type Worker, createPool, touch } from './createPool';
import type { Engine, LoadedLibrary, PlanResult, RenderResult, RenderedTree, VerifiedTree } from './engine';
import type { Method } from './protocol';

export interface EngineOptions {
  /** Heap of each child in MB; beyond it the child ends and the request fails. */
  readonly memoryMb?: number;
  /** Time for one stage in milliseconds; after it the child is killed. */
  readonly timeoutMs?: number;
  /** How many children may work side by side. */
  readonly children?: number;
  /** Folders below which trees may be rendered; a child cannot write anywhere else. Without it: anywhere. */
  readonly writable?: readonly string[];
}

/** Sources kept in this process though nobody works with them, so that the next one need not read them again. */
const keptSources = 8;

/** Opens an engine; its children are started when they are needed. */
export function createEngine(options: EngineOptions = {}): Engine {
  const limits = { memoryMb: options.memoryMb ?? 512, timeoutMs: options.timeoutMs ?? 60_000, writable: options.writable };
  const pool = createPool(options.children ?? 2, () => startChild(limits));
  const sources = new Map<string, LibrarySource>();
  const summaries = new Map<string, LoadedLibrary>();

  /** Whoever holds a library can work with it, however many others were loaded since: a fresh child is given its source again. */
  const sourceOf = new WeakMap<LoadedLibrary, LibrarySource>();

  const loadInto = async (worker: Worker, id: string, source: LibrarySource): Promise<LoadedLibrary> => {
    const library = (await worker.child.request('load', ...asMessage(id, source))) as LoadedLibrary;
    touch(worker, id);
    return library;
  };

  const heldSource = (library: LoadedLibrary): LibrarySource => {
    const source = sourceOf.get(library);
    if (source) return source;
    throw new WaymarkError({ code: 'LIBRARY_UNREADABLE', stage: 'load', message: `The library ${library.id} was not loaded by this engine: load it again.` });
  };

  const ask = (method: Method, { library, ...params }: { readonly library: LoadedLibrary; readonly goldenPath: string; readonly answers?: unknown; readonly folder?: string }) =>
    pool.work(async worker => {
      if (worker.loaded.includes(library.id)) touch(worker, library.id);
      else await loadInto(worker, library.id, heldSource(library));
      return worker.child.request(method, { ...params, libraryId: library.id });
    }, library.id);

  return {
    async load(source) {
      const id = `${source.url}@${source.commit}:${source.path ?? ''}`;
      const known = sources.get(id) ?? source;
      remember(sources, id, known);
      for (const other of summaries.keys()) if (!sources.has(other)) summaries.delete(other);
      const summary = summaries.get(id) ?? (await pool.work(worker => loadInto(worker, id, known), id));
      summaries.set(id, summary);
      sourceOf.set(summary, known);
      return summary;
    },
    plan: request => ask('plan', request) as Promise<PlanResult>,
    render: request => ask('render', request) as Promise<RenderResult>,
    renderInto: request => ask('renderInto', request) as Promise<RenderedTree>,
    formPages: request => ask('formPages', request) as Promise<readonly unknown[]>,
    verify: request => pool.work(({ child }) => child.request('verify', request)) as Promise<VerifyReport>,
    readWaymark: request => pool.work(({ child }) => child.request('readWaymark', request)) as Promise<WaymarkOrigin | null>,
    verifyFolder: request => pool.work(({ child }) => child.request('verifyFolder', request)) as Promise<VerifiedTree>,
    warmUp: () => pool.everyChild(({ child }) => child.request('warmUp', null)),
    async close() {
      pool.close();
    },
  };
}

function remember(sources: Map<string, LibrarySource>, id: string, source: LibrarySource): void {
  sources.delete(id);
  sources.set(id, source);
  for (const oldest of sources.keys()) {
    if (sources.size <= keptSources) break;
    sources.delete(oldest);
  }
}

/** What a child is told of a source: an archive's bytes go beside the rest. */
function asMessage(id: string, source: LibrarySource): readonly [params: unknown, bytes?: Uint8Array] {
  if (source.kind === 'files') return [{ id, source }];
  const { archive, ...rest } = source;
  return [{ id, source: rest }, archive];
}
