import { z } from 'zod';
import { dashedName } from './dashedName';

export const libraryFileName = 'library.yaml';

export const librarySchema = z
  .strictObject({
    name: dashedName,
    format: z.literal(1).describe('Version of this format'),
    engine: z
      .string()
      .regex(/^>=\d+\.\d+\.\d+$/, 'must be the least engine version, e.g. ">=0.1.0"')
      .describe('Least engine version that can render the library'),
    description: z.string().optional(),
    publish: z
      .strictObject({ hosts: z.array(z.string()).min(1).optional(), owners: z.array(z.string()).min(1).optional() })
      .optional()
      .describe('Hosts and owners that the form offers for the repo; without it: every host that the portal knows'),
  })
  .readonly();

/** `library.yaml`: the marker of a library's root. */
export type LibraryDefinition = z.infer<typeof librarySchema>;
