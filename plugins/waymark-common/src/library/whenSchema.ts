import { z } from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What must stand at a path: a value, or one of several. */
export type WhenValue = z.infer<typeof scalar> | readonly z.infer<typeof scalar>[];

/**
 * A condition as data: each key is a path into the answers or the model, its value what must stand there (a list: one of these).
 * All keys must hold; `any` holds when one of its conditions does, `not` when its condition does not.
 */
export interface When {
  readonly any?: readonly When[] | undefined;
  readonly not?: When | undefined;
  readonly [path: string]: WhenValue | readonly When[] | When | undefined;
}

export const whenSchema: z.ZodType<When> = z.lazy(() =>
  z
    .object({ any: z.array(whenSchema).min(1).optional(), not: whenSchema.optional() })
    .catchall(z.union([scalar, z.array(scalar).min(1)])),
) as z.ZodType<When>;
