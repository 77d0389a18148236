import { z } from 'zod';
import { filePolicySchema } from '../renderedTree/renderedTree';
import { dashedName } from './dashedName';
import { whenSchema } from './whenSchema';

const slotName = z.string().regex(/^[a-z0-9-]+\/[A-Za-z0-9-]+$/, 'must be <layer>/<slot>');

const repetition = {
  forEach: z.string().optional().describe('Path into the model to a list; once for each of its items'),
  as: z
    .string()
    .regex(/^[a-z][A-Za-z0-9]*$/)
    .optional()
    .describe('Name under which templates see the item'),
};

const bothOrNone = (value: { forEach?: string | undefined; as?: string | undefined }) =>
  (value.forEach === undefined) === (value.as === undefined);

const together = { message: 'forEach and as go together' };

export const fileRuleSchema = z
  .strictObject({
    path: z.string().min(1).describe('A path below files/ (expressions as written), or a glob of them; without .njk'),
    ...repetition,
    when: whenSchema.optional().describe('Without it: always'),
    policy: filePolicySchema.default('managed'),
    mode: z.enum(['644', '755']).optional().describe('Without it: the mode in the library'),
    format: z.boolean().default(true).describe('Whether the formatter may touch the rendered file'),
  })
  .refine(bothOrNone, together);

export const slotSchema = z.strictObject({
  key: z.string().describe('Property of an entry by which entries are sorted, and which must be unique'),
  entry: z.record(z.string(), z.unknown()).describe('JSON schema of one entry'),
});

export const contributionSchema = z
  .strictObject({
    to: slotName,
    ...repetition,
    when: whenSchema.optional(),
    entries: z.array(z.record(z.string(), z.unknown())),
  })
  .refine(bothOrNone, together);

export const layerSchema = z
  .strictObject({
    description: z.string().min(1),
    requires: z.array(dashedName).default([]).describe('Layers that are brought in, if not chosen'),
    excludes: z.array(dashedName).default([]).describe('Layers that it cannot stand beside'),
    files: z.array(fileRuleSchema).max(200).default([]).describe('First match wins'),
    slots: z.record(z.string(), slotSchema).default({}),
    reads: z.array(slotName).default([]).describe('Slots of required layers that its templates also see'),
    contributes: z.array(contributionSchema).default([]),
  })
  .readonly();

/** `layer.yaml`: what a layer needs, how its files are laid, what it gathers and what it contributes. */
export type LayerDefinition = z.infer<typeof layerSchema>;

export type FileRule = z.infer<typeof fileRuleSchema>;

export type SlotDefinition = z.infer<typeof slotSchema>;

export type Contribution = z.infer<typeof contributionSchema>;
