import { z } from 'zod';
import { fileModeSchema, filePolicySchema } from '../renderedTree/renderedTree';

const gitId = z.string().regex(/^[0-9a-f]{40}$/);

export const waymarkSchema = z
  .object({
    apiVersion: z.literal('waymark.dev/v1'),
    goldenPath: z.object({
      ref: z.string().describe('Entity ref of the template'),
      version: z.string().describe('Semver of the golden path'),
    }),
    library: z.object({
      url: z.string().describe('Where the library is kept'),
      commit: gitId.describe('The commit at which everything was read'),
      path: z.string().describe('Folder of the golden path in the library'),
    }),
    engine: z.string().describe('Version of the engine that rendered'),
    answers: z.record(z.string(), z.unknown()).describe('What the form gave; never a secret'),
    files: z.record(
      z.string(),
      z.object({ id: gitId.describe('Git blob id'), mode: fileModeSchema, layer: z.string(), policy: filePolicySchema }),
    ),
  })
  .readonly();

/** `.waymark.yaml`: which version of which golden path a repo stands on. */
export type Waymark = z.infer<typeof waymarkSchema>;

export const waymarkFileName = '.waymark.yaml';
