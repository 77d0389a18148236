import type { AuditorService, HttpAuthService, PermissionsService } from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError, toError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { waymarkTaskReadPermission } from '@waymark/backstage-plugin-waymark-common';
import type { Router as ExpressRouter } from 'express';
import Router from 'express-promise-router';
import type { TaskRecordStore } from '../taskRecords/TaskRecordStore';
import { toTaskRecord } from '../taskRecords/toTaskRecord';

/** A 404 with our code, as Backstage's error middleware tells it. */
class RecordNotFoundError extends NotFoundError {
  readonly code = 'RECORD_NOT_FOUND';
}

/** `GET /waymark/tasks/:taskId`: the record of a task, which a failed task has instead of an output. */
export function createTaskRecordRouter(services: {
  readonly store: TaskRecordStore;
  readonly httpAuth: HttpAuthService;
  readonly permissions: PermissionsService;
  readonly auditor: AuditorService;
}): ExpressRouter {
  const router = Router();
  router.get('/waymark/tasks/:taskId', async (request, response) => {
    const { taskId } = request.params;
    const audit = await services.auditor.createEvent({
      eventId: 'waymark-task-read',
      request,
      meta: { taskId },
    });
    try {
      const credentials = await services.httpAuth.credentials(request, { allow: ['user', 'service'] });
      const [decision] = await services.permissions.authorize([{ permission: waymarkTaskReadPermission }], { credentials });
      if (decision?.result !== AuthorizeResult.ALLOW) {
        throw new NotAllowedError(`Reading a task's record needs the permission ${waymarkTaskReadPermission.name}.`);
      }
      const record = await services.store.get(taskId);
      if (!record) {
        throw new RecordNotFoundError(
          `There is no record of task ${taskId}: it has no waymark:prepare step, or ended before it wrote down what to make.`,
        );
      }
      await audit.success();
      response.json(toTaskRecord(record));
    } catch (error) {
      await audit.fail({ error: toError(error) });
      throw error;
    }
  });
  return router;
}
