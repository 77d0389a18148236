import type { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { HumanDuration } from '@backstage/types';
import { type TaskState, settleTask } from './settleTask';
import type { UndoServices } from './undoTask';

export interface SweepServices extends UndoServices {
  readonly logger: LoggerService;
  readonly taskState: (taskId: string) => Promise<TaskState>;
}

/** Younger ones are still told by their events. */
const minimumAgeMs = 60_000;

/** Settles every task that ended and was missed: one whose portal crashed, whose repo host did not answer, or which the scaffolder has deleted. */
export async function sweepTasks(services: SweepServices, now: Date = new Date()): Promise<void> {
  for (const taskId of await services.store.listOpen(new Date(now.getTime() - minimumAgeMs))) {
    try {
      const state = await services.taskState(taskId);
      await settleTask({ taskId, caller: 'sweep', logger: services.logger, state }, services);
    } catch (error) {
      services.logger.warn(`Task ${taskId} could not be settled; the next sweep tries again`, toError(error));
    }
  }
}

/** Sweeps at one replica at a time. */
export async function scheduleSweep(
  scheduler: SchedulerService,
  interval: HumanDuration,
  services: SweepServices,
): Promise<void> {
  await scheduler.scheduleTask({
    id: 'waymark_undo_sweep',
    frequency: interval,
    // A sweep that dies with its portal holds up the next one for so long; two at once do no harm.
    timeout: { minutes: 5 },
    initialDelay: { seconds: 30 },
    fn: () => sweepTasks(services),
  });
}
