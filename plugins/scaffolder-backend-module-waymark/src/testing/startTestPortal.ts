import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices, startTestBackend } from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderServiceRef } from '@backstage/plugin-scaffolder-node';
import templateKindModule from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import githubModule from '@backstage/plugin-scaffolder-backend-module-github';
import type { TaskRecord } from '@waymark/backstage-plugin-waymark-common';
import request from 'supertest';
import waymarkModule from '../index';
import { createRepoHosts } from '../repoHost/createRepoHosts';
import { DatabaseTaskRecordStore } from '../taskRecords/DatabaseTaskRecordStore';
import { taskState } from '../undo/settleTask';
import type { SweepServices } from '../undo/sweepTasks';
import { libraryFolder } from './actionBench';
import { startTestForge } from './startTestForge';

export const portalConfig = {
  app: { baseUrl: 'https://portal.acme.test' },
  scaffolder: { defaultAuthor: { name: 'Portal', email: 'portal@acme.test' } },
};

/** A module beside ours, that hands out what the sweep works with. */
function createProbe() {
  const probed: { services?: Omit<SweepServices, 'repoHosts'> } = {};
  const module = createBackendModule({
    pluginId: 'scaffolder',
    moduleId: 'probe',
    register(registration) {
      registration.registerInit({
        deps: {
          auditor: coreServices.auditor,
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          database: coreServices.database,
          logger: coreServices.logger,
          scaffolder: scaffolderServiceRef,
        },
        async init({ auditor, auth, catalog, database, logger, scaffolder }) {
          probed.services = {
            auditor,
            auth,
            catalog,
            logger,
            store: await DatabaseTaskRecordStore.create({ database }),
            taskState: taskId => taskState(taskId, { scaffolder, auth, crashedAfterMs: undefined }),
          };
        },
      });
    },
  });
  return { module, probed };
}

/** A portal's back end with a real catalog, the stock actions and ours, and a forge to publish to. */
export async function startTestPortal() {
  const forge = await startTestForge();
  await forge.seedRepository({ owner: 'waymark', name: 'golden-paths', message: 'Golden paths', folder: libraryFolder });
  const probe = createProbe();
  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      githubModule,
      catalogPlugin,
      templateKindModule,
      waymarkModule,
      probe.module,
      mockServices.rootConfig.factory({
        data: {
          ...portalConfig,
          integrations: forge.integrationsConfig,
          catalog: {
            rules: [{ allow: ['Template', 'Component', 'Location'] }],
            locations: [{ type: 'file', target: join(__dirname, '../__fixtures__/template.yaml') }],
          },
        },
      }),
    ],
  });
  const { server } = backend;
  const call = (method: 'get' | 'post' | 'delete', path: string) =>
    request(server)[method](path).set('Authorization', mockCredentials.user.header());

  const eventually = async <T>(what: string, look: () => Promise<T | undefined>): Promise<T> => {
    for (let i = 0; i < 150; i++) {
      const found = await look();
      if (found !== undefined) return found;
      await sleep(200);
    }
    throw new Error(`Waited in vain for ${what}`);
  };
  await eventually('the template', async () => {
    const { status } = await call('get', '/api/catalog/entities/by-name/template/default/tiny-service');
    return status === 200 || undefined;
  });

  const events = async (taskId: string) =>
    (await call('get', `/api/scaffolder/v2/tasks/${taskId}/events`)).body as { type: string; body: { message: string; stepId?: string; output?: unknown } }[];

  const { services } = probe.probed;
  if (!services) throw new Error('The probe was not started');
  return {
    forge,
    /** What the sweep works with. */
    services: { ...services, repoHosts: createRepoHosts(forge.integrations) } satisfies SweepServices,
    server,
    call,
    eventually,
    events,
    /** Starts a task and gives back its id. */
    async start(name: string, values: Record<string, unknown> = {}): Promise<string> {
      const { body } = await call('post', '/api/scaffolder/v2/tasks').send({
        templateRef: 'template:default/tiny-service',
        values: {
          repoUrl: `${forge.host}?owner=acme&repo=${name}`,
          library: `${forge.origin}/waymark/golden-paths/tree/main`,
          goldenPath: 'tiny-service',
          answers: { name, description: 'A service', owner: 'group:default/commerce', entities: [{ name: 'Order', fields: [{ name: 'number', type: 'string' }] }] },
          wait: false,
          tamper: false,
          ...values,
        },
      });
      return body.id;
    },
    /** Waits for the end of a task: its status, and its log as one text. */
    async end(taskId: string) {
      const status = await eventually(`the end of task ${taskId}`, async () => {
        const { body } = await call('get', `/api/scaffolder/v2/tasks/${taskId}`);
        return ['completed', 'failed', 'cancelled'].includes(body.status) ? String(body.status) : undefined;
      });
      const log = (await events(taskId)).map(({ body }) => body.message).join('\n');
      return { status, log };
    },
    record: async (taskId: string) => (await call('get', `/api/scaffolder/waymark/tasks/${taskId}`)).body as TaskRecord,
    locations: async () =>
      ((await call('get', '/api/catalog/locations')).body as { data: { target: string } }[]).map(({ data }) => data.target),
    async close() {
      await backend.stop();
      await forge.close();
    },
  };
}

export type TestPortal = Awaited<ReturnType<typeof startTestPortal>>;
