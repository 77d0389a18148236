import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { ScaffolderService } from '@backstage/plugin-scaffolder-node';
import { type UndoRequest, type UndoServices, undoTask } from './undoTask';

/** How the scaffolder says that a task stands. */
export type TaskState = 'running' | 'completed' | 'failed' | 'unknown';

/** Asks the scaffolder how a task stands, with the plugin's own credentials. */
export async function taskState(
  taskId: string,
  services: { readonly scaffolder: ScaffolderService; readonly auth: AuthService },
): Promise<TaskState> {
  const credentials = await services.auth.getOwnServiceCredentials();
  try {
    const { status } = await services.scaffolder.getTask({ taskId }, { credentials });
    switch (status) {
      case 'open':
      case 'processing':
        return 'running';
      case 'completed':
        return 'completed';
      case 'failed':
      case 'cancelled':
      case 'skipped':
        return 'failed';
      default:
        return status satisfies never;
    }
  } catch (error) {
    if (isError(error) && error.name === 'NotFoundError') return 'unknown';
    if (isError(error) && 'statusCode' in error && error.statusCode === 404) return 'unknown';
    throw error;
  }
}

export interface SettleRequest extends UndoRequest {
  readonly state: TaskState;
  readonly logger: LoggerService;
}

/**
 * Brings a record to rest once its task has ended: undone when it failed, sealed when it completed (a template may have no seal step, and a
 * completed task's repo is alive). A task that the scaffolder has forgotten is left as it is: nothing says how it ended.
 */
export async function settleTask(request: SettleRequest, services: UndoServices): Promise<void> {
  switch (request.state) {
    case 'running':
    case 'unknown':
      return;
    case 'completed':
      if (await services.store.get(request.taskId)) await services.store.seal(request.taskId, null);
      return;
    case 'failed':
      await undoTask(request, services);
      return;
    default:
      request.state satisfies never;
  }
}
