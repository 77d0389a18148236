import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { jsonReply, type Reply } from './reply';

export type Surface = 'rest' | 'graphql' | 'git' | 'page';

/** A call as fault hooks and logs see it. */
export interface ForgeCall {
  readonly surface: Surface;
  readonly method: string;
  /** Path without the query: `/api/v3/orgs/acme/repos`. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/**
 * How a call goes wrong: answered with a status without being carried out, cut off before it is
 * carried out (`reset`), carried out and then cut off (`resetAfter`), or late.
 */
export type Fault =
  | { readonly status: number; readonly message?: string }
  | { readonly delayMs: number }
  | 'reset'
  | 'resetAfter';

/** Lets a test make any call fail. No handler knows of it. */
export interface ForgeFaults {
  onRequest?(call: ForgeCall): Fault | undefined;
}

/** Runs a call as the fault says; undefined stands for a connection that is to be cut. */
export async function withFault(
  fault: Fault | undefined,
  handle: () => Promise<Reply>,
): Promise<Reply | undefined> {
  if (fault === undefined) return handle();
  if (fault === 'reset') return undefined;
  if (fault === 'resetAfter') {
    const { body } = await handle();
    if (body instanceof Readable) body.destroy();
    return undefined;
  }
  if ('delayMs' in fault) {
    await sleep(fault.delayMs);
    return handle();
  }
  return jsonReply(fault.status, { message: fault.message ?? `Injected fault ${fault.status}` });
}
