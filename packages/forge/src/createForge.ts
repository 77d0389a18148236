import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { Accounts } from './accounts';
import { ForgeError } from './errors';
import { type ForgeContext } from './ForgeContext';
import { checkOptions, type ForgeOptions } from './forgeOptions';
import { createRequestListener } from './http/requestListener';
import { type SeedRequest, type SeedResult, seedRepository } from './seed/seedRepository';
import { RepoStore } from './storage/RepoStore';

export interface Forge {
  /** `http://localhost:PORT` */
  readonly origin: string;
  /** `localhost:PORT`: what a GitHub integration of Backstage has as its host. */
  readonly host: string;
  /** `http://localhost:PORT/api/v3` */
  readonly apiBaseUrl: string;
  /** Puts files into a repo, with a new commit only when they changed. */
  seedRepository(request: SeedRequest): Promise<SeedResult>;
  close(): Promise<void>;
}

function listen(server: Server, port: number, address: string): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      const reason = taken
        ? 'the port is in use: stop what uses it or choose another'
        : error.message;
      const message = `The forge cannot listen on ${address}:${port}: ${reason}.`;
      fail(new ForgeError('FORGE_CONFIG', message, { cause: error }));
    });
    server.listen(port, address, () => done((server.address() as AddressInfo).port));
  });
}

function hostsFor(bind: string, port: number): ReadonlySet<string> {
  const names = ['localhost', '127.0.0.1', '[::1]', bind.includes(':') ? `[${bind}]` : bind];
  return new Set(names.map(name => `${name.toLowerCase()}:${port}`));
}

/** Starts a GitHub-compatible forge for demos and tests. Throws FORGE_CONFIG when it may not or cannot start. */
export async function createForge(options: ForgeOptions): Promise<Forge> {
  const { root, port, bind, user, orgs, limits, faults, ...checked } = checkOptions(options);
  const repos = await RepoStore.open(resolve(root), limits);
  const server = createServer({ requestTimeout: 120_000, headersTimeout: 20_000 });
  server.maxConnections = limits.connections;
  const openPort = await listen(server, port, bind);
  const host = `localhost:${openPort}`;
  const origin = `http://${host}`;
  const accounts = new Accounts(user, orgs);
  const context: ForgeContext = { ...checked, origin, repos, accounts, limits };
  server.on('request', createRequestListener({ context, faults, hosts: hostsFor(bind, openPort) }));
  return {
    origin,
    host,
    apiBaseUrl: `${origin}/api/v3`,
    seedRepository: request => seedRepository(repos, request),
    close: () =>
      new Promise((done, fail) => {
        server.close(error => (error ? fail(error) : done()));
        server.closeAllConnections();
      }),
  };
}
