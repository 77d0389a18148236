import { type VerifyReport, WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import type { LibrarySource } from '../loadLibrary/librarySource';
import { type Child, startChild } from './childProcess';
import type { Engine, LoadedLibrary, PlanResult, RenderResult } from './engine';
import { type Method, keptLibraries } from './protocol';

export interface EngineOptions {
  /** Heap of each child in MB; beyond it the child ends and the request fails. */
  readonly memoryMb?: number;
  /** Time for one stage in milliseconds; after it the child is killed. */
  readonly timeoutMs?: number;
  /** How many children may work side by side. */
  readonly children?: number;
}

/** Sources kept in this process, so that a fresh child can be given the library again. */
const keptSources = 8;

interface Worker {
  child: Child | undefined;
  /** Ids of the libraries that the child holds, the one used last at the end; the child forgets in the same order. */
  loaded: string[];
  queue: Promise<unknown>;
  waiting: number;
}

/** Opens an engine; its children are started when they are needed. */
export function createEngine(options: EngineOptions = {}): Engine {
  const limits = { memoryMb: options.memoryMb ?? 512, timeoutMs: options.timeoutMs ?? 60_000 };
  const workers: Worker[] = Array.from({ length: options.children ?? 2 }, () => ({ child: undefined, loaded: [], queue: Promise.resolve(), waiting: 0 }));
  const sources = new Map<string, unknown>();
  const summaries = new Map<string, LoadedLibrary>();

  let closed = false;

  const childOf = (worker: Worker): Child => {
    if (closed) throw new WaymarkError({ code: 'ENGINE_CRASHED', stage: 'engine', message: 'The engine was closed, so it answers no more: the portal is shutting down.' });
    if (!worker.child || worker.child.ended) {
      worker.child = startChild(limits);
      worker.loaded = [];
    }
    return worker.child;
  };

  /** One request at a time a child: what kills a child fails the request that did it, and no other. */
  const enqueue = <T>(work: (worker: Worker) => Promise<T>): Promise<T> => {
    const worker = workers.reduce((least, other) => (other.waiting < least.waiting ? other : least));
    worker.waiting += 1;
    const result = worker.queue.then(() => work(worker)).finally(() => {
      worker.waiting -= 1;
    });
    worker.queue = result.catch(() => undefined);
    return result;
  };

  const loadInto = async (worker: Worker, id: string): Promise<LoadedLibrary> => {
    const child = childOf(worker);
    const source = sources.get(id);
    if (!source) {
      throw new WaymarkError({ code: 'LIBRARY_UNREADABLE', stage: 'load', message: `The library ${id} is no longer kept: load it again.` });
    }
    const library = (await child.request('load', { id, source })) as LoadedLibrary;
    touch(worker, id);
    summaries.set(id, library);
    return library;
  };

  const ask = (method: Method, { library, ...params }: { library: LoadedLibrary; goldenPath: string; answers?: unknown }) =>
    enqueue(async worker => {
      const child = childOf(worker);
      if (worker.loaded.includes(library.id)) touch(worker, library.id);
      else await loadInto(worker, library.id);
      return child.request(method, { ...params, libraryId: library.id });
    });

  return {
    async load(source) {
      const id = `${source.url}@${source.commit}:${source.path ?? ''}`;
      const known = sources.get(id);
      const summary = summaries.get(id);
      remember(sources, id, known ?? plain(source));
      for (const other of summaries.keys()) if (!sources.has(other)) summaries.delete(other);
      if (known && summary) return summary;
      return enqueue(worker => loadInto(worker, id));
    },
    plan: request => ask('plan', request) as Promise<PlanResult>,
    render: request => ask('render', request) as Promise<RenderResult>,
    formPages: request => ask('formPages', request) as Promise<readonly unknown[]>,
    verify: request => enqueue(worker => childOf(worker).request('verify', request)) as Promise<VerifyReport>,
    async close() {
      closed = true;
      for (const worker of workers) worker.child?.stop();
    },
  };
}

function touch(worker: Worker, id: string): void {
  worker.loaded = [...worker.loaded.filter(other => other !== id), id].slice(-keptLibraries);
}

function remember(sources: Map<string, unknown>, id: string, source: unknown): void {
  sources.delete(id);
  sources.set(id, source);
  for (const oldest of sources.keys()) {
    if (sources.size <= keptSources) break;
    sources.delete(oldest);
  }
}

/** A source as JSON takes it. */
function plain(source: LibrarySource): unknown {
  if (source.kind === 'files') return source;
  const { kind, url, commit, path, archive } = source;
  return { kind, url, commit, path, archiveBase64: Buffer.from(archive).toString('base64') };
}
