import { z } from 'zod';

/** What is kept of a repo beside its git data, in `forge.json` inside its folder. */
export const repoRecordSchema = z.object({
  id: z.number().int().describe('Never used again after the repo is deleted'),
  owner: z.string(),
  name: z.string().describe('As it was typed; compared without case'),
  formerNames: z.array(z.string()).describe('Keys that redirect here, as owner/name in lower case'),
  description: z.string().nullable(),
  homepage: z.string().nullable(),
  visibility: z.enum(['public', 'private', 'internal']),
  defaultBranch: z.string(),
  topics: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
  pushedAt: z.string().nullable(),
  collaborators: z.record(z.string(), z.string()).describe('User to permission'),
  teams: z.record(z.string(), z.string()).describe('Team to permission'),
  variables: z.record(z.string(), z.string()),
  secretNames: z.array(z.string()).describe('Names alone: the values are thrown away'),
  protections: z.record(z.string(), z.unknown()).describe('Branch to its protection as it was put'),
  settings: z
    .record(z.string(), z.unknown())
    .describe('Accepted, kept and given back; no effect here'),
});

export type RepoRecord = Readonly<z.infer<typeof repoRecordSchema>>;
