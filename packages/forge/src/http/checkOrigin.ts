import { ForgeError } from '../errors';
import { type ForgeRequest } from './ForgeRequest';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what a page of another site makes a browser send: a Host header that is not ours (DNS
 * rebinding), and an Origin that is not ours on a call that writes.
 */
export function checkOrigin(request: ForgeRequest, hosts: ReadonlySet<string>): void {
  const host = request.header('host')?.toLowerCase() ?? '';
  if (!hosts.has(host)) {
    throw new ForgeError(
      'FORGE_WRONG_HOST',
      `This forge answers to ${[...hosts].join(', ')}, not to the Host header that was sent.`,
    );
  }
  const origin = request.header('origin');
  if (origin === undefined || safeMethods.has(request.method)) return;
  if (!hosts.has(origin.replace(/^http:\/\//, '').toLowerCase())) {
    throw new ForgeError('FORGE_FORBIDDEN', 'Calls from pages of other sites are refused.');
  }
}
