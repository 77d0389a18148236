import { z } from 'zod';
import { checkLevelSchema } from '../verifyReport/verifyReport';
import { whenSchema } from './whenSchema';

const version = z.string().regex(/^\d+\.\d+\.\d+$/, 'must be a version such as 1.0.0');

const layerChoice = z
  .strictObject({
    layer: z.string(),
    when: whenSchema.optional(),
    because: z.string().optional().describe('The reason that a developer reads in the plan'),
    forEach: z.string().optional().describe('Path into the model to a list; the layer is planned once for each item'),
    as: z.string().regex(/^[a-z][A-Za-z0-9]*$/).optional().describe('Name under which templates see the item'),
    at: z.string().optional().describe('Folder at which it stands; may hold expressions'),
  })
  .refine(choice => choice.when === undefined || choice.because !== undefined, {
    message: 'a layer with a condition says why it is chosen: add because',
  });

export const goldenPathSchema = z
  .strictObject({
    version,
    pages: z.array(z.string()).default(['component', 'entities']).describe('Pages of the form'),
    layers: z
      .array(z.union([z.string().transform(layer => ({ layer })), layerChoice]))
      .min(1)
      .describe('Layers in order; a name alone is always chosen'),
    checks: z.record(z.string(), checkLevelSchema).default({}).describe('Levels of the verify stage'),
    migrations: z
      .array(
        z.strictObject({
          to: version,
          rename: z.record(z.string(), z.string()).optional(),
          set: z.record(z.string(), z.unknown()).optional(),
        }),
      )
      .default([])
      .describe('Changes of the answers between versions, oldest first'),
    renames: z
      .array(z.strictObject({ to: version, from: z.string(), path: z.string() }))
      .default([])
      .describe('Rendered paths that moved'),
  })
  .readonly();

/** `golden-path.yaml`: a version of a golden path, its form pages and its layers. */
export type GoldenPathDefinition = z.infer<typeof goldenPathSchema>;

export type LayerChoice = z.infer<typeof layerChoice>;

export const optionsPageSchema = z
  .strictObject({
    title: z.string(),
    description: z.string().optional(),
    properties: z.record(z.string(), z.record(z.string(), z.unknown())).describe('JSON schema of each option'),
    required: z.array(z.string()).optional(),
    dependencies: z.record(z.string(), z.unknown()).optional(),
  })
  .readonly();

/** `options/<page>.yaml`: a form page of options; its answers land in `features`. */
export type OptionsPage = z.infer<typeof optionsPageSchema>;
