import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import type { Engine, LibrarySource, LoadedLibrary } from '@waymark/backstage-plugin-waymark-node';
import { answerInTime } from '../answerInTime';
import type { RepoHosts, TreeUrl } from '../repoHost/RepoHost';

export interface LibraryAddress {
  /** Any folder or file of the repo: the library's root is looked for from there upwards. */
  readonly url: string;
  /** A commit, tag or branch instead of the one in the address. */
  readonly ref?: string;
}

interface ReaderServices {
  readonly reader: UrlReaderService;
  readonly repoHosts: RepoHosts;
  readonly engine: Engine;
}

/** How many libraries are kept, each at the commit that was read last. */
const kept = 4;

/** A library is megabytes at most. */
const readLimitMs = 60_000;

/** Reads libraries by the repo's raw tar, which alone keeps modes and shows links, and fetches no bytes while the commit is the same. */
export class LibraryReader {
  readonly #services: ReaderServices;
  readonly #sources = new Map<string, LibrarySource>();
  readonly #loading = new Map<string, Promise<LoadedLibrary>>();

  constructor(services: ReaderServices) {
    this.#services = services;
  }

  /** @throws WaymarkError `LIBRARY_UNREADABLE`, or `LIBRARY_INVALID` with all problems. */
  async load({ url, ref }: LibraryAddress): Promise<LoadedLibrary> {
    const host = URL.canParse(url) ? this.#services.repoHosts(new URL(url).host) : undefined;
    const tree = host?.parseTreeUrl(url);
    if (!host || !tree) {
      throw unreadable(url, 'it is not the address of a repo. Give one such as https://github.com/acme/golden-paths/tree/main.');
    }
    const rootUrl = host.rootUrl({ repoUrl: tree.repoUrl, ref: ref ?? tree.ref });
    // Tasks that start together ask once.
    const key = `${rootUrl} ${tree.path}`;
    const loading = this.#loading.get(key) ?? this.#load(rootUrl, tree).finally(() => this.#loading.delete(key));
    this.#loading.set(key, loading);
    return loading;
  }

  async #load(rootUrl: string, tree: TreeUrl): Promise<LoadedLibrary> {
    const source = await this.#source(rootUrl, tree);
    const library = await this.#services.engine.load(source);
    this.#sources.delete(rootUrl);
    this.#sources.set(rootUrl, source);
    for (const oldest of this.#sources.keys()) {
      if (this.#sources.size <= kept) break;
      this.#sources.delete(oldest);
    }
    return library;
  }

  async #source(rootUrl: string, tree: TreeUrl): Promise<LibrarySource> {
    const known = this.#sources.get(rootUrl);
    try {
      const { commit, archive } = await answerInTime(signal => this.#read(rootUrl, { signal, etag: known?.commit }), readLimitMs);
      return { kind: 'archive', url: tree.repoUrl, commit, path: tree.path, archive };
    } catch (error) {
      if (known && isError(error) && error.name === 'NotModifiedError') return { ...known, path: tree.path };
      throw unreadable(rootUrl, `${(error as Error).message}. Check the address and what the integration's token may read.`, error);
    }
  }

  async #read(rootUrl: string, { signal, etag }: { readonly signal: AbortSignal; readonly etag: string | undefined }) {
    const response = await this.#services.reader.readTree(rootUrl, { signal, ...(etag === undefined ? {} : { etag }) });
    const chunks: Buffer[] = [];
    for await (const chunk of await response.archive()) chunks.push(Buffer.from(chunk));
    // The etag of a repo's tree is the sha of its commit.
    if (!/^[0-9a-f]{40}$/.test(response.etag)) throw new Error(`its reader gave no commit but "${response.etag}"`);
    return { commit: response.etag, archive: Buffer.concat(chunks) };
  }
}

function unreadable(url: string, why: string, cause?: unknown): WaymarkError {
  return new WaymarkError({ code: 'LIBRARY_UNREADABLE', stage: 'load', message: `The library at ${shown(url)} cannot be read: ${why}`, cause });
}

/** What somebody gave may hold a password or a token, which has no place in a log. */
function shown(address: string): string {
  if (!URL.canParse(address)) return 'an address that is none';
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`;
}
