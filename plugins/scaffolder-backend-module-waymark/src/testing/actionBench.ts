import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { type TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { JsonObject } from '@backstage/types';
import { createEngine } from '@waymark/backstage-plugin-waymark-node';
import { RenderMemory } from '../actions/RenderMemory';
import { LibraryReader } from '../library/LibraryReader';
import { createRepoHosts } from '../repoHost/createRepoHosts';
import { DatabaseTaskRecordStore } from '../taskRecords/DatabaseTaskRecordStore';
import { locationCatalog } from './locationCatalog';
import { startTestForge } from './startTestForge';

export const libraryFolder = join(__dirname, '../__fixtures__/library');

/** What actions work with, all real but the catalog: `github.com` is a forge on this machine. */
export async function startActionBench(databases: TestDatabases) {
  const forge = await startTestForge();
  await forge.seedRepository({ owner: 'acme', name: 'golden-paths', message: 'Golden paths', folder: libraryFolder });
  const config = mockServices.rootConfig({
    data: { integrations: { github: [{ ...forge.integrationsConfig.github[0], host: 'github.com' }] } },
  });
  const integrations = ScmIntegrations.fromConfig(config);
  const repoHosts = createRepoHosts(integrations);
  const engine = createEngine({ children: 1 });
  const reader = UrlReaders.default({ config, logger: mockServices.logger.mock() });
  const knex = await databases.init('SQLITE_3');
  const store = await DatabaseTaskRecordStore.create({ database: mockServices.database({ knex, migrations: { skip: false } }) });
  const locations = locationCatalog();
  return {
    forge,
    locations,
    services: {
      appBaseUrl: 'https://portal.acme.test',
      auditor: mockServices.auditor.mock(),
      auth: mockServices.auth(),
      catalog: locations.catalog,
      engine,
      integrations,
      libraryReader: new LibraryReader({ reader, repoHosts, engine }),
      libraryUrl: undefined as string | undefined,
      renders: new RenderMemory(),
      repoHosts,
      store,
    },
    async close() {
      await engine.close();
      await knex.destroy();
      await forge.close();
    },
  };
}

export type ActionBench = Awaited<ReturnType<typeof startActionBench>>;

export interface ActionRun {
  readonly input?: unknown;
  readonly taskId?: string;
  readonly workspacePath?: string;
  readonly isDryRun?: boolean;
  readonly secrets?: Record<string, string>;
  readonly template?: { readonly name: string; readonly version?: string; readonly baseUrl?: string };
}

/** Actions of whatever input and output. */
interface AnyAction {
  readonly handler: (context: never) => Promise<void>;
}

/** Runs an action as the scaffolder does, and gives back what it put out and logged. */
export async function runAction(action: AnyAction, run: ActionRun) {
  const logger = mockServices.logger.mock();
  const { name = 'tiny-service', version, baseUrl = 'https://github.com/acme/golden-paths/tree/main/tiny-service/' } = run.template ?? {};
  const annotations = version === undefined ? undefined : { 'waymark.dev/version': version };
  const context = createMockActionContext({
    input: (run.input ?? {}) as never,
    logger,
    task: { id: run.taskId ?? 'task-1' },
    workspacePath: run.workspacePath ?? join(tmpdir(), 'waymark-no-workspace'),
    ...(run.secrets ? { secrets: run.secrets } : {}),
    templateInfo: {
      entityRef: `template:default/${name}`,
      baseUrl,
      entity: { metadata: { name, ...(annotations ? { annotations } : {}) } },
    },
  });
  const output: Record<string, unknown> = {};
  const log = () => [...logger.info.mock.calls, ...logger.warn.mock.calls].map(([line]) => String(line));
  await action.handler({
    ...context,
    output: (key: string, value: unknown) => {
      output[key] = value;
    },
    isDryRun: run.isDryRun ?? false,
    signal: new AbortController().signal,
  } satisfies Partial<ActionContext<JsonObject>> as never);
  return { output, log: log(), warnings: logger.warn.mock.calls.map(([line]) => String(line)) };
}
