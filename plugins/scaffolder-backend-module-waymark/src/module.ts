import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { scaffolderActionsExtensionPoint, scaffolderServiceRef } from '@backstage/plugin-scaffolder-node';
import { waymarkPermissions } from '@waymark/backstage-plugin-waymark-common';
import { createEngine } from '@waymark/backstage-plugin-waymark-node';
import { RenderMemory } from './actions/RenderMemory';
import { createPrepareAction } from './actions/prepare';
import { createRenderAction } from './actions/render';
import { createRollbackAction } from './actions/rollback';
import { createSealAction } from './actions/seal';
import { createVerifyAction } from './actions/verify';
import { createTaskRecordRouter } from './http/createTaskRecordRouter';
import { LibraryReader } from './library/LibraryReader';
import { readModuleConfig } from './moduleConfig';
import { createRepoHosts } from './repoHost/createRepoHosts';
import { DatabaseTaskRecordStore } from './taskRecords/DatabaseTaskRecordStore';
import { taskState } from './undo/settleTask';
import { scheduleSweep } from './undo/sweepTasks';
import { watchTasks } from './undo/watchTasks';

const warmUpAfterMs = 3_000;

/** Waymark's actions, the records of their tasks, and the undoing of tasks that did not finish. */
export const scaffolderModuleWaymark = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'waymark',
  register(registration) {
    registration.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        reader: coreServices.urlReader,
        scaffolder: scaffolderServiceRef,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { auditor, auth, catalog, logger } = deps;
        const { appBaseUrl, libraryUrl, sweepInterval, crashedAfterMs, engine: engineOptions } = readModuleConfig(deps.config);
        const integrations = ScmIntegrations.fromConfig(deps.config);
        const repoHosts = createRepoHosts(integrations);
        const store = await DatabaseTaskRecordStore.create({ database: deps.database });
        const engine = createEngine(engineOptions);
        deps.lifecycle.addShutdownHook(() => engine.close());
        const warmUp = () => engine.warmUp().catch(error => logger.warn(`The engine's children could not be warmed up: ${error}`));
        // After the start, not in it: who comes before finds the children as they are.
        deps.lifecycle.addStartupHook(() => void setTimeout(warmUp, warmUpAfterMs).unref());

        const libraryReader = new LibraryReader({ reader: deps.reader, repoHosts, engine });
        const renders = new RenderMemory();
        const undo = { store, repoHosts, catalog, auth, auditor };
        deps.actions.addActions(
          createPrepareAction({ integrations, repoHosts, store, catalog, auth, appBaseUrl }),
          createRenderAction({ engine, libraryReader, libraryUrl, store, renders }),
          createVerifyAction({ engine, libraryReader, store, renders }),
          createSealAction({ repoHosts, store, appBaseUrl }),
          createRollbackAction(undo),
        );

        deps.permissionsRegistry.addPermissions(waymarkPermissions);
        deps.httpRouter.use(createTaskRecordRouter({ store, httpAuth: deps.httpAuth, permissions: deps.permissions, auditor }));

        const settling = {
          ...undo,
          logger,
          taskState: (taskId: string) => taskState(taskId, { scaffolder: deps.scaffolder, auth, crashedAfterMs }),
        };
        await watchTasks({ ...settling, events: deps.events });
        await scheduleSweep(deps.scheduler, sweepInterval, settling);
      },
    });
  },
});
