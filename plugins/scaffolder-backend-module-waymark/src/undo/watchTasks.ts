import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import { z } from 'zod';
import { type TaskState, settleTask } from './settleTask';
import type { UndoServices } from './undoTask';

/** In the event of a cancel `id` is the event's own number, and `taskId` the task's. */
const taskEventSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  taskId: z.string().optional(),
  status: z.string(),
});

export interface WatchServices extends UndoServices {
  readonly events: EventsService;
  readonly logger: LoggerService;
  readonly taskState: (taskId: string) => Promise<TaskState>;
}

/** Settles a task as soon as the scaffolder says that it has ended; the sweep catches what this misses. */
export async function watchTasks(services: WatchServices): Promise<void> {
  await services.events.subscribe({
    id: 'waymark-undo',
    topics: ['scaffolder.task'],
    onEvent: async ({ eventPayload }) => {
      const event = taskEventSchema.safeParse(eventPayload);
      if (!event.success) return;
      const taskId = event.data.taskId ?? event.data.id;
      try {
        if (event.data.status === 'processing') await services.store.reopen(taskId);
        else await settle(taskId, event.data.status, services);
      } catch (error) {
        // An event is delivered once; the sweep will come back to the task.
        services.logger.warn(`Task ${taskId} could not be settled yet`, toError(error));
      }
    },
  });
}

async function settle(taskId: string, status: string, services: WatchServices): Promise<void> {
  const state = await ended(taskId, status, services);
  if (state) await settleTask({ taskId, caller: 'event', logger: services.logger, state }, services);
}

async function ended(taskId: string, status: string, services: WatchServices): Promise<TaskState | undefined> {
  if (status === 'failed' || status === 'completed') return status;
  // A cancel is told at once, while a step still runs and may be publishing; the end of the task is told as `failed`.
  if (status === 'cancelled' && (await services.store.get(taskId))) return services.taskState(taskId);
  return undefined;
}
