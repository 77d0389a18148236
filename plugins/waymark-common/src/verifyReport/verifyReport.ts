import { z } from 'zod';
import { problemSchema } from '../problem/problem';

export const checkResultSchema = z
  .object({
    check: z.string(),
    title: z.string().describe('What the check proves, as a sentence'),
    files: z.number().int().nonnegative().describe('How many files it looked at'),
    errors: z.number().int().nonnegative(),
    warnings: z.number().int().nonnegative(),
  })
  .readonly();

export const verifyReportSchema = z
  .object({
    files: z.number().int().nonnegative(),
    errors: z.number().int().nonnegative(),
    warnings: z.number().int().nonnegative(),
    checks: z.array(checkResultSchema).readonly(),
    problems: z.array(problemSchema).readonly(),
  })
  .readonly();

/** What the verify stage found: each check with its counts, and every problem. */
export type VerifyReport = z.infer<typeof verifyReportSchema>;

export type CheckResult = z.infer<typeof checkResultSchema>;

/** The level at which a golden path wants a check: as it is, lower, or not at all. */
export const checkLevelSchema = z.enum(['error', 'warning', 'off']);

export type CheckLevel = z.infer<typeof checkLevelSchema>;
