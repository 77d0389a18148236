import { CustomErrorBase } from '@backstage/errors';

/** The backend answered with something that is not a task record: the two sides are of different versions. */
export class UnreadableTaskRecordError extends CustomErrorBase {
  override readonly name = 'UnreadableTaskRecordError' as const;
  readonly code = 'WAYMARK_TASK_RECORD_UNREADABLE';

  constructor(taskId: string, problems: readonly string[]) {
    super(
      `The record of task ${taskId} has another shape than this page reads (${problems.join('; ')}). ` +
        'Install the same release of the Waymark packages in the portal’s frontend and backend.',
    );
  }
}
