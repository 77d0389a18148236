import { ApiBlueprint, PageBlueprint, createFrontendPlugin, discoveryApiRef, fetchApiRef } from '@backstage/frontend-plugin-api';
import { HttpTaskRecordApi } from './api/HttpTaskRecordApi';
import { taskRecordApiRef } from './api/TaskRecordApi';
import { FormFieldBlueprint } from './scaffolderFormFields';
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

const componentNameField = FormFieldBlueprint.make({
  name: 'component-name',
  params: {
    field: async () => (await import('./components/ComponentNameField/componentNameFormField')).componentNameFormField,
  },
});

const entitiesField = FormFieldBlueprint.make({
  name: 'entities',
  params: {
    field: async () => (await import('./components/EntitiesField/entitiesFormField')).entitiesFormField,
  },
});

/** Waymark in the portal: the form fields of its golden paths, and the record of a task with its verify report and what was undone. */
export const waymarkPlugin = createFrontendPlugin({
  pluginId: 'waymark',
  title: 'Waymark',
  info: { packageJson: () => import('../package.json') },
  routes: { taskRecord: taskRecordRouteRef },
  externalRoutes: { scaffolderTask: scaffolderTaskRouteRef, catalogEntity: catalogEntityRouteRef },
  extensions: [taskRecordApi, taskRecordPage, componentNameField, entitiesField],
});
