import { join } from 'node:path';
import { createBackstageApi } from '../lib/backstageApi.mjs';
import { createCases } from './createCases.mjs';
import { startBackend } from './startBackend.mjs';
import { startCatalogProxy } from './startCatalogProxy.mjs';

/** A real backend whose calls to forge and catalog meet the faults of the book, and the cases that are run on it. */
export async function startWorld({ root, name, port, data, forge, book, config }) {
  const proxy = await startCatalogProxy({ port: port + 1, backend: `http://localhost:${port}`, book });
  const { backend: backendConfig, scaffolder, waymark, ...more } = config;
  const backend = await startBackend({
    root,
    name,
    port,
    data: join(data, name),
    config: {
      app: { baseUrl: 'http://localhost:3000' },
      backend: { ...backendConfig },
      integrations: { github: [{ host: forge.host, apiBaseUrl: forge.apiBaseUrl, token: forge.token }] },
      discovery: { endpoints: [{ target: { internal: proxy.url, external: proxy.url }, plugins: ['catalog'] }] },
      scaffolder: { concurrentTasksLimit: 100, ...scaffolder },
      waymark: { undo: { sweepInterval: { seconds: 3 }, ...waymark?.undo } },
      catalog: {
        processingInterval: { minutes: 60 },
        rules: [{ allow: ['Component', 'Template', 'Location'] }],
        locations: [{ type: 'file', target: join(root, 'e2e', 'faults', 'template.yaml') }],
      },
      ...more,
    },
  }).catch(async error => {
    await proxy.close();
    throw error;
  });
  const world = { name, backend, proxy, api: undefined, cases: undefined };
  /** A token of the backend ends with the backend, so each start needs a new one. */
  const signIn = async () => {
    world.api = await createBackstageApi(backend.url);
    await world.api.untilEntity('template', 'fault-service');
    world.cases = createCases({ forge, api: world.api, book, backendOutput: backend.output });
  };
  await signIn();
  const resumes = config.scaffolder.taskRecovery.enabled;
  return Object.assign(world, {
    /** A resumed task comes to an end; another one counts as running until the scaffolder closes it, and is settled before. */
    proveAfterCrash: (task, id) => world.cases.prove(task, id, { hasEnded: resumes }),
    async restart() {
      await backend.start();
      await signIn();
    },
    async close() {
      await backend.stop();
      await proxy.close();
    },
  });
}
