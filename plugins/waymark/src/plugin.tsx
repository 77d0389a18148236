import { ApiBlueprint, PageBlueprint, createFrontendPlugin, discoveryApiRef, fetchApiRef } from '@backstage/frontend-plugin-api';
import { HttpTaskRecordApi } from './api/HttpTaskRecordApi';
import { taskRecordApiRef } from './api/TaskRecordApi';
import { catalogEntityRouteRef, scaffolderTaskRouteRef, taskRecordRouteRef } from './routes';

const taskRecordApi = ApiBlueprint.make({
  name: 'task-records',
  params: defineParams =>
    defineParams({
      api: taskRecordApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: dependencies => new HttpTaskRecordApi(dependencies),
    }),
});

const taskRecordPage = PageBlueprint.make({
  name: 'task-record',
  params: {
    path: '/waymark/tasks/:taskId',
    title: 'Task record',
    routeRef: taskRecordRouteRef,
    loader: async () => {
      const { TaskRecordPage } = await import('./components/TaskRecordPage/TaskRecordPage');
      return <TaskRecordPage />;
    },
  },
});

/** Waymark in the portal: the record of a task, with its verify report and what was undone. */
export const waymarkPlugin = createFrontendPlugin({
  pluginId: 'waymark',
  title: 'Waymark',
  info: { packageJson: () => import('../package.json') },
  routes: { taskRecord: taskRecordRouteRef },
  externalRoutes: { scaffolderTask: scaffolderTaskRouteRef, catalogEntity: catalogEntityRouteRef },
  extensions: [taskRecordApi, taskRecordPage],
});
