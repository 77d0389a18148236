import { z } from 'zod';

export const severitySchema = z.enum(['error', 'warning']);

export type Severity = z.infer<typeof severitySchema>;

export const problemSchema = z
  .object({
    severity: severitySchema,
    check: z.string().optional().describe('The verify check that found it'),
    file: z.string().optional().describe('Path in the library, the rendered tree or the repo'),
    line: z.number().int().positive().optional().describe('1-based'),
    path: z.string().optional().describe('Path into the answers, e.g. entities[0].fields[2].name'),
    what: z.string().describe('What is wrong'),
    mend: z.string().describe('How to put it right'),
  })
  .readonly();

/** One thing that is wrong: what, where, and how to mend it. */
export type Problem = z.infer<typeof problemSchema>;
