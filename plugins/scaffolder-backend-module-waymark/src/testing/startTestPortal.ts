import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mockCredentials, mockServices, startTestBackend } from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import templateKindModule from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import githubModule from '@backstage/plugin-scaffolder-backend-module-github';
import type { TaskRecord } from '@waymark/backstage-plugin-waymark-common';
import request from 'supertest';
import waymarkModule from '../index';
import { libraryFolder } from './actionBench';
import { startTestForge } from './startTestForge';

export const portalConfig = {
  app: { baseUrl: 'https://portal.acme.test' },
  scaffolder: { defaultAuthor: { name: 'Portal', email: 'portal@acme.test' } },
};

/** A portal's back end with a real catalog, the stock actions and ours, and a forge to publish to. */
export async function startTestPortal() {
  const forge = await startTestForge();
  await forge.seedRepository({ owner: 'waymark', name: 'golden-paths', message: 'Golden paths', folder: libraryFolder });
  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      githubModule,
      catalogPlugin,
      templateKindModule,
      waymarkModule,
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

  return {
    forge,
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
