import { createApiRef } from '@backstage/frontend-plugin-api';
import { type TaskRecord } from '@waymark/backstage-plugin-waymark-common';

/** Reads the records of scaffolding tasks. */
export interface TaskRecordApi {
  /**
   * @returns the record, or undefined when there is none for the task
   * @throws NotAllowedError when the user may not read records; ResponseError for any other refusal
   */
  readTaskRecord(taskId: string): Promise<TaskRecord | undefined>;
}

export const taskRecordApiRef = createApiRef<TaskRecordApi>({ id: 'plugin.waymark.task-records' });
