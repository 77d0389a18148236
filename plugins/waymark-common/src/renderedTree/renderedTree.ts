import { z } from 'zod';

export const filePolicySchema = z
  .enum(['managed', 'once', 'owned'])
  .describe('managed: merged by upgrades; once: the owner’s after creation; owned: the path’s');

export type FilePolicy = z.infer<typeof filePolicySchema>;

export const fileModeSchema = z.enum(['100644', '100755']);

export type FileMode = z.infer<typeof fileModeSchema>;

/** A file as plain data. Bytes that are not UTF-8 travel as base64, so that a tree is JSON. */
export const treeFileSchema = z
  .object({
    path: z.string().describe('Relative, with forward slashes'),
    mode: fileModeSchema,
    encoding: z.enum(['utf8', 'base64']),
    content: z.string(),
  })
  .readonly();

export type TreeFile = z.infer<typeof treeFileSchema>;

/** A file of the rendered tree: what is written, and which layer it came from. */
export interface RenderedFile extends TreeFile {
  readonly layer: string;
  readonly policy: FilePolicy;
  /** The file of the library that it was made from. */
  readonly source: string;
  /** Whether the source was a template, or was copied byte for byte. */
  readonly rendered: boolean;
  /** False where the layer asks that the formatter leaves the file alone. */
  readonly format: boolean;
  /** Template syntax that the source prints on purpose, e.g. `${{ secrets.X }}` from a raw block. */
  readonly literals: readonly string[];
}
