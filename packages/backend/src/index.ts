import { createBackend } from '@backstage/backend-defaults';
import { forgeServiceFactory } from './forge/forgeServiceFactory';

const backend = createBackend();

backend.add(forgeServiceFactory);

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'));

backend.add(import('@backstage/plugin-events-backend'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@backstage/plugin-permission-backend-module-allow-all-policy'));

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-github'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-workspace-database'));
backend.add(import('@waymark/backstage-plugin-scaffolder-backend-module-waymark'));

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.start().catch(error => {
  process.stderr.write(`The backend could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
