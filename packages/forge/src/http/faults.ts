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
 * How a call goes wrong: answered with a status without being carried out; late; cut off before it is carried
 * out (`reset`) or after (`resetAfter`); never answered, without being carried out (`hang`) or after it was
 * (`hangAfter`); or carried out and answered with the headers and half of the body (`truncate`).
 */
export type Fault =
  | { readonly status: number; readonly message?: string }
  | { readonly delayMs: number }
  | 'reset'
  | 'resetAfter'
  | 'hang'
  | 'hangAfter'
  | 'truncate';

/** Lets a test make any call fail. No handler knows of it. */
export interface ForgeFaults {
  onRequest?(call: ForgeCall): Fault | undefined;
}

/** What the socket does with a call: an answer, whole or half; a cut; or nothing, until either side closes it. */
export type Delivery =
  | { readonly how: 'whole' | 'half'; readonly reply: Reply }
  | { readonly how: 'cut' | 'never' };

/** One fault for the n-th call, counted from 1, of those that count; every other call is let through. */
export function onNthCall(
  n: number,
  fault: Fault,
  counts: (call: ForgeCall) => boolean = () => true,
): Required<ForgeFaults> {
  let seen = 0;
  return {
    onRequest(call) {
      if (counts(call)) seen += 1;
      else return undefined;
      return seen === n ? fault : undefined;
    },
  };
}

/** Runs a call as the fault says. */
export async function withFault(
  fault: Fault | undefined,
  handle: () => Promise<Reply>,
): Promise<Delivery> {
  if (fault === undefined) return { how: 'whole', reply: await handle() };
  if (typeof fault === 'object') {
    if ('status' in fault) {
      const message = fault.message ?? `Injected fault ${fault.status}`;
      return { how: 'whole', reply: jsonReply(fault.status, { message }) };
    }
    await sleep(fault.delayMs);
    return { how: 'whole', reply: await handle() };
  }
  switch (fault) {
    case 'reset':
      return { how: 'cut' };
    case 'hang':
      return { how: 'never' };
    case 'resetAfter':
      discard(await handle());
      return { how: 'cut' };
    case 'hangAfter':
      discard(await handle());
      return { how: 'never' };
    case 'truncate':
      return { how: 'half', reply: await handle() };
    default:
      return fault satisfies never;
  }
}

function discard({ body }: Reply): void {
  if (typeof body === 'object' && 'destroy' in body) body.destroy();
}
