import type { TaskRecord } from '@waymark/backstage-plugin-waymark-common';
import type { StoredTaskRecord } from './TaskRecordStore';

/** What the world sees of a record. */
export function toTaskRecord(stored: StoredTaskRecord): TaskRecord {
  return {
    taskId: stored.taskId,
    status: stored.status,
    templateRef: stored.templateRef,
    createdAt: stored.createdAt.toISOString(),
    endedAt: stored.endedAt?.toISOString() ?? null,
    intent: { repoUrl: stored.repoUrl, locationTarget: stored.locationTarget, marker: stored.marker },
    plan: stored.plan,
    report: stored.report,
    entityRef: stored.entityRef,
    undo: stored.undo,
  };
}
