import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { ScaffolderService } from '@backstage/plugin-scaffolder-node';
import { answerInTime } from '../answerInTime';
import { type UndoRequest, type UndoServices, undoTask } from './undoTask';

/** How the scaffolder says that a task stands. `crashed`: it counts as running, and its worker has died. */
export type TaskState = 'running' | 'crashed' | 'completed' | 'failed' | 'unknown';

export interface TaskStateServices {
  readonly scaffolder: ScaffolderService;
  readonly auth: AuthService;
  /** How long a worker may give no sign of life; a living one gives one each second. Undefined where the scaffolder resumes what crashed. */
  readonly crashedAfterMs: number | undefined;
}

/** Asks the scaffolder how a task stands, with the plugin's own credentials. */
export async function taskState(taskId: string, { scaffolder, auth, crashedAfterMs = Infinity }: TaskStateServices): Promise<TaskState> {
  try {
    const { status, lastHeartbeatAt } = await answerInTime(async () =>
      scaffolder.getTask({ taskId }, { credentials: await auth.getOwnServiceCredentials() }),
    );
    switch (status) {
      case 'open':
        return 'running';
      case 'processing':
        return lastHeartbeatAt && Date.now() - Date.parse(lastHeartbeatAt) > crashedAfterMs ? 'crashed' : 'running';
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
 * Brings a record to rest once its task has ended: undone when it failed or crashed, sealed when it completed (a template may have no seal
 * step, and a completed task's repo is alive). What a task that the scaffolder has forgotten made is named: nothing says how it ended.
 */
export async function settleTask(request: SettleRequest, services: UndoServices): Promise<void> {
  switch (request.state) {
    case 'running':
      return;
    case 'completed':
      if (await services.store.get(request.taskId)) await services.store.seal(request.taskId, null);
      return;
    case 'failed':
    case 'crashed':
      await undoTask(request, services);
      return;
    case 'unknown':
      await undoTask({ ...request, forgotten: true }, services);
      return;
    default:
      request.state satisfies never;
  }
}
