import { z } from 'zod';
import { ForgeError } from './errors';
import { type ForgeLogger } from './ForgeContext';
import { type ForgeFaults } from './http/faults';
import { defaultLimits, type ForgeLimits } from './limits';
import { isOwnerName } from './storage/repoNames';

/** The token of demos and tests: known to everybody, so it is good on the loopback interface alone. */
export const defaultToken = 'waymark-demo-token';

export interface ForgeOptions {
  /** Folder for the repos; made when missing. */
  readonly root: string;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Address to listen on; the default is 127.0.0.1. Another than loopback needs a token of your own. */
  readonly bind?: string;
  readonly token?: string;
  /** Login of the user whose token it is. */
  readonly user?: string;
  readonly orgs?: readonly string[];
  /** Whether pages, clones and fetches work without the token; `true` by default, private repos included. */
  readonly anonymousRead?: boolean;
  readonly limits?: Partial<ForgeLimits>;
  readonly faults?: ForgeFaults;
  readonly logger?: ForgeLogger;
}

const optionsSchema = z.object({
  root: z.string().min(1),
  port: z.number().int().min(0).max(65_535).default(0),
  bind: z.string().min(1).default('127.0.0.1'),
  token: z.string().min(8, 'must have at least 8 characters').default(defaultToken),
  user: z.string().refine(isOwnerName, 'is no account name').default('demo'),
  orgs: z.array(z.string().refine(isOwnerName, 'is no account name')).default([]),
  anonymousRead: z.boolean().default(true),
});

const silent: ForgeLogger = { debug: () => undefined, error: () => undefined };

function isLoopback(address: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(address);
}

/** Fills in defaults and refuses what is not safe. Throws FORGE_CONFIG with every problem. */
export function checkOptions(options: ForgeOptions) {
  const { limits, faults = {}, logger = silent, ...plain } = options;
  const parsed = optionsSchema.safeParse(plain);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  if (process.env.NODE_ENV === 'production') {
    problems.push(
      'NODE_ENV is "production": the embedded forge is for demos and tests, use GitHub',
    );
  }
  if (parsed.success && !isLoopback(parsed.data.bind) && parsed.data.token === defaultToken) {
    problems.push(`bind: ${parsed.data.bind} can be reached by others, so set a token of your own`);
  }
  if (!parsed.success || problems.length > 0) {
    throw new ForgeError('FORGE_CONFIG', `The forge cannot start:\n  ${problems.join('\n  ')}`);
  }
  return { ...parsed.data, limits: { ...defaultLimits, ...limits }, faults, logger };
}
