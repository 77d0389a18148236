import { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { type ForgeContext } from '../ForgeContext';
import { checkOrigin } from './checkOrigin';
import { type Delivery, type ForgeFaults, withFault } from './faults';
import { ForgeRequest } from './ForgeRequest';
import { dispatch, errorReply, surfaceOf } from './handleRequest';
import { sendHalf, sendReply } from './sendReply';

export interface ListenerOptions {
  readonly context: ForgeContext;
  /** What the Host header may say, port included. */
  readonly hosts: ReadonlySet<string>;
  readonly faults: ForgeFaults;
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly withBody: boolean;
}

async function deliver(
  delivery: Delivery,
  { incoming, response, withBody }: Exchange,
): Promise<void> {
  switch (delivery.how) {
    case 'whole':
      return sendReply(response, delivery.reply, withBody);
    case 'half':
      return sendHalf(response, delivery.reply);
    case 'cut':
      incoming.socket.destroy();
      return undefined;
    case 'never':
      return undefined;
    default:
      return delivery satisfies never;
  }
}

async function answer(
  { context, hosts, faults }: ListenerOptions,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const started = performance.now();
  const withBody = incoming.method !== 'HEAD';
  let surface = surfaceOf('/');
  try {
    const request = new ForgeRequest(incoming, context.limits);
    surface = surfaceOf(request.path);
    checkOrigin(request, hosts);
    const { method, path, query } = request;
    const fault = faults.onRequest?.({ surface, method, path, query });
    const handle = () =>
      dispatch(context, request).catch(error => errorReply(context, surface, error));
    await deliver(await withFault(fault, handle), { incoming, response, withBody });
  } catch (error) {
    if (response.headersSent) response.destroy();
    else await sendReply(response, errorReply(context, surface, error), withBody);
  }
  const milliseconds = Math.round(performance.now() - started);
  const outcome = response.headersSent ? response.statusCode : 'not answered';
  context.logger.debug(`${incoming.method} ${incoming.url} ${outcome} ${milliseconds} ms`);
}

/** Every request is checked, dispatched and answered here and nowhere else. */
export function createRequestListener(options: ListenerOptions): RequestListener {
  return (incoming, response) => {
    answer(options, incoming, response).catch(error => {
      options.context.logger.error('The forge failed to answer', error);
      response.destroy();
    });
  };
}
