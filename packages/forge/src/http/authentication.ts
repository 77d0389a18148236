import { createHash, timingSafeEqual } from 'node:crypto';
import { ForgeError } from '../errors';
import { type ForgeRequest } from './ForgeRequest';

export type Caller = 'anonymous' | 'member';

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** `Bearer X`, `token X`, or Basic with X as the password, as GitHub takes them. */
function presentedToken(authorization: string): string {
  const [scheme = '', value = ''] = authorization.trim().split(/\s+/, 2);
  if (scheme.toLowerCase() !== 'basic') return value;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1);
}

/** Says who calls; digests of equal length are compared in constant time. Throws FORGE_UNAUTHENTICATED on a wrong token. */
export function authenticate(request: ForgeRequest, token: string): Caller {
  const authorization = request.header('authorization');
  if (authorization === undefined) return 'anonymous';
  if (timingSafeEqual(digest(presentedToken(authorization)), digest(token))) return 'member';
  throw new ForgeError('FORGE_UNAUTHENTICATED', 'Bad credentials');
}

export function requireMember(request: ForgeRequest, token: string): void {
  if (authenticate(request, token) === 'member') return;
  throw new ForgeError('FORGE_UNAUTHENTICATED', 'Requires authentication');
}
