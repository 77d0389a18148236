import { z } from 'zod';
import { verifyReportSchema } from '../verifyReport/verifyReport';

const plannedLayerSchema = z
  .object({ layer: z.string(), at: z.string(), item: z.string().nullable(), reason: z.string() })
  .readonly();

export const undoneThingSchema = z
  .object({
    kind: z.enum(['repo', 'location']),
    target: z.string().describe('URL of the repo or the location'),
    outcome: z.enum(['removed', 'absent', 'left']),
    reason: z.string().describe('Why it was removed, or why it was left'),
  })
  .readonly();

export const taskRecordSchema = z
  .object({
    taskId: z.string(),
    status: z.enum(['intended', 'sealed', 'undone', 'leftBehind']),
    templateRef: z.string(),
    createdAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    intent: z
      .object({
        repoUrl: z.string().describe('Web address of the repo to be made'),
        locationTarget: z.string().describe('URL of the catalog-info.yaml to be registered'),
        marker: z.string().describe('The homepage with which the repo is born: proof that this task made it'),
      })
      .readonly(),
    plan: z
      .object({ goldenPath: z.string(), version: z.string(), commit: z.string(), layers: z.array(plannedLayerSchema).readonly() })
      .readonly()
      .nullable(),
    report: verifyReportSchema.nullable(),
    entityRef: z.string().nullable().describe('The registered component, once sealed'),
    undo: z.array(undoneThingSchema).readonly().describe('What was undone and what was left, with the reason'),
  })
  .readonly();

/** What a task set out to make, what was proved, and how it ended; it outlives the task. */
export type TaskRecord = z.infer<typeof taskRecordSchema>;

export type UndoneThing = z.infer<typeof undoneThingSchema>;
