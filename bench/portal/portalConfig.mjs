import { join } from 'node:path';

/** The forge's token for demos and tests. */
const forgeToken = 'waymark-demo-token';

/** The whole configuration of a portal under measurement: nothing is read from the demo's. */
export function portalConfig({ folder, ports, templatesFolder }) {
  const url = `http://localhost:${ports.portal}`;
  return {
    app: { baseUrl: url },
    organization: { name: 'Bench' },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port: ports.portal },
      database: { client: 'better-sqlite3', connection: ':memory:' },
      workingDirectory: join(folder, 'workspaces'),
      actions: { pluginSources: ['auth', 'catalog', 'scaffolder'] },
    },
    auth: { providers: { guest: { userEntityRef: 'user:default/guest', ownershipEntityRefs: ['user:default/guest'] } } },
    permission: { enabled: true },
    scaffolder: { defaultAuthor: { name: 'Bench', email: 'bench@example.com' } },
    integrations: {
      github: [{ host: `localhost:${ports.forge}`, apiBaseUrl: `http://localhost:${ports.forge}/api/v3`, token: forgeToken }],
    },
    catalog: {
      rules: [{ allow: ['Component', 'Location', 'Template'] }],
      locations: [{ type: 'file', target: join(templatesFolder, '*.yaml') }],
    },
  };
}
