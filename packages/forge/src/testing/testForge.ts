import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createForge, type Forge } from '../createForge';
import { type ForgeOptions } from '../forgeOptions';

/** Real git, files and HTTP on a machine that may be busy. */
jest.setTimeout(30_000);

export const testToken = 'token-of-the-tests';

export interface TestForge extends Forge {
  /** An empty folder that goes after the test. */
  readonly folder: string;
  readonly root: string;
  /** What the forge wrote to its error log. */
  readonly errors: readonly string[];
}

const cleanups: (() => Promise<void>)[] = [];

/** Closes what the test opened; each test file with a forge calls it in `afterEach`. */
export async function cleanUp(): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}

export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'forge-test-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A forge on a free port with a data folder of its own. */
export async function startTestForge(options: Partial<ForgeOptions> = {}): Promise<TestForge> {
  const folder = await testFolder();
  const root = options.root ?? join(folder, 'data');
  const errors: string[] = [];
  const forge = await createForge({
    token: testToken,
    user: 'ada',
    orgs: ['acme'],
    logger: {
      debug: () => undefined,
      error: (message, error) => errors.push(`${message}: ${error?.stack}`),
    },
    ...options,
    root,
  });
  const test = { ...forge, folder, root, errors };
  cleanups.push(() => forge.close().catch(() => undefined));
  return test;
}

/** Calls the REST API with the token. */
export function callApi(
  forge: Forge,
  path: string,
  { method = 'GET', body, headers }: { method?: string; body?: unknown; headers?: object } = {},
): Promise<Response> {
  return fetch(`${forge.apiBaseUrl}${path}`, {
    method,
    headers: { authorization: `token ${testToken}`, ...headers },
    redirect: 'manual',
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
