import { createExternalRouteRef, createRouteRef } from '@backstage/frontend-plugin-api';

export const taskRecordRouteRef = createRouteRef({ params: ['taskId'] });

export const scaffolderTaskRouteRef = createExternalRouteRef({
  params: ['taskId'],
  defaultTarget: 'scaffolder.ongoingTask',
});

export const catalogEntityRouteRef = createExternalRouteRef({
  params: ['kind', 'namespace', 'name'],
  defaultTarget: 'catalog.catalogEntity',
});
