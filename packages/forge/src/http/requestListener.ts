import { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { type ForgeContext } from '../ForgeContext';
import { checkOrigin } from './checkOrigin';
import { type ForgeFaults, withFault } from './faults';
import { ForgeRequest } from './ForgeRequest';
import { dispatch, errorReply, surfaceOf } from './handleRequest';
import { sendReply } from './sendReply';

export interface ListenerOptions {
  readonly context: ForgeContext;
  /** What the Host header may say, port included. */
  readonly hosts: ReadonlySet<string>;
  readonly faults: ForgeFaults;
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
    const reply = await withFault(fault, handle);
    if (reply) await sendReply(response, reply, withBody);
    else incoming.socket.destroy();
  } catch (error) {
    if (response.headersSent) response.destroy();
    else await sendReply(response, errorReply(context, surface, error), withBody);
  }
  const milliseconds = Math.round(performance.now() - started);
  const outcome = response.headersSent ? response.statusCode : 'cut off';
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
