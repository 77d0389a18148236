import { CustomErrorBase } from '@backstage/errors';

/** What went wrong, for programs; each code belongs to one HTTP status. */
export type ForgeErrorCode =
  | 'FORGE_CONFIG'
  | 'FORGE_STORAGE'
  | 'FORGE_SEED'
  | 'FORGE_BAD_REQUEST'
  | 'FORGE_UNAUTHENTICATED'
  | 'FORGE_FORBIDDEN'
  | 'FORGE_NOT_FOUND'
  | 'FORGE_CONFLICT'
  | 'FORGE_TOO_LARGE'
  | 'FORGE_WRONG_HOST'
  | 'FORGE_INVALID'
  | 'FORGE_BAD_PACK';

const statusOf: Readonly<Record<ForgeErrorCode, number>> = {
  FORGE_CONFIG: 500,
  FORGE_STORAGE: 500,
  FORGE_SEED: 500,
  FORGE_BAD_REQUEST: 400,
  FORGE_UNAUTHENTICATED: 401,
  FORGE_FORBIDDEN: 403,
  FORGE_NOT_FOUND: 404,
  FORGE_CONFLICT: 409,
  FORGE_TOO_LARGE: 413,
  FORGE_WRONG_HOST: 421,
  FORGE_INVALID: 422,
  FORGE_BAD_PACK: 422,
};

/** One problem of a request, in the shape that GitHub's `errors` array has. */
export interface RequestProblem {
  readonly resource: string;
  readonly field: string;
  readonly code: 'invalid' | 'missing' | 'custom';
  readonly message?: string;
}

/** The one error class of this package: a code, the HTTP status that goes with it, and the problems of the request. */
export class ForgeError extends CustomErrorBase {
  override name = 'ForgeError' as const;
  readonly code: ForgeErrorCode;
  readonly status: number;
  readonly problems: readonly RequestProblem[];

  constructor(
    code: ForgeErrorCode,
    message: string,
    details: { readonly problems?: readonly RequestProblem[]; readonly cause?: unknown } = {},
  ) {
    super(message, details.cause);
    this.code = code;
    this.status = statusOf[code];
    this.problems = details.problems ?? [];
  }
}

/** GitHub's answer for everything that is not there, and for what the caller may not know of. */
export function notFound(message = 'Not Found'): ForgeError {
  return new ForgeError('FORGE_NOT_FOUND', message);
}

/** A push that cannot be taken, as git's user will read it. */
export function badPack(what: string, cause?: unknown): ForgeError {
  return new ForgeError('FORGE_BAD_PACK', `The pack was refused: ${what}.`, { cause });
}
