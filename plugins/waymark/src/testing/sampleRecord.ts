import { type TaskRecord } from '@waymark/backstage-plugin-waymark-common';

/** A record of a task that was sealed; a test changes what it is about. */
export function sampleRecord(changes: Partial<TaskRecord> = {}): TaskRecord {
  return {
    taskId: 'task-1',
    status: 'sealed',
    templateRef: 'template:default/fastapi-service',
    createdAt: '2026-11-02T10:00:00Z',
    endedAt: '2026-11-02T10:00:20Z',
    intent: {
      repoUrl: 'http://forge.example/acme/product-service',
      locationTarget: 'http://forge.example/acme/product-service/blob/main/catalog-info.yaml',
      marker: 'http://portal.example/waymark/tasks/task-1#nonce',
    },
    plan: {
      goldenPath: 'fastapi-service',
      version: '1.0.0',
      commit: '0123456789abcdef0123456789abcdef01234567',
      layers: [
        { layer: 'fastapi-app', at: '', item: null, reason: 'Every service of this path has it' },
        { layer: 'kubernetes', at: 'deploy', item: null, reason: 'You chose Kubernetes' },
      ],
    },
    report: {
      files: 42,
      errors: 0,
      warnings: 0,
      checks: [{ check: 'pythonLint', title: 'Python passes ruff', files: 30, errors: 0, warnings: 0 }],
      problems: [],
    },
    entityRef: 'component:default/product-service',
    undo: [],
    ...changes,
  };
}
