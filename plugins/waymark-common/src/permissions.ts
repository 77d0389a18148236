import { createPermission } from '@backstage/plugin-permission-common';

/** Reading the record of a scaffolding task. */
export const waymarkTaskReadPermission = createPermission({
  name: 'waymark.task.read',
  attributes: { action: 'read' },
});

export const waymarkPermissions = [waymarkTaskReadPermission];
