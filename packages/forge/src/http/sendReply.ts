import { type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type Reply } from './reply';

/** Goes with every answer. No CORS header is among them: no page of another site may read anything. */
const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
};

export async function sendReply(
  response: ServerResponse,
  reply: Reply,
  withBody: boolean,
): Promise<void> {
  const { status, headers, body } = reply;
  response.writeHead(status, {
    ...securityHeaders,
    ...headers,
    // what is left of a body that is too large is not worth reading
    ...(status === 413 && { connection: 'close' }),
    ...((typeof body === 'string' || Buffer.isBuffer(body)) && {
      'content-length': Buffer.byteLength(body),
    }),
  });
  if (body === undefined || typeof body === 'string' || Buffer.isBuffer(body)) {
    response.end(withBody ? body : undefined);
    return;
  }
  if (withBody) {
    await pipeline(body, response);
    return;
  }
  body.destroy();
  response.end();
}

/** The headers and the first half of the body, then the connection is cut. */
export async function sendHalf(response: ServerResponse, reply: Reply): Promise<void> {
  const { status, headers, body = '' } = reply;
  const bytes =
    typeof body === 'string' || Buffer.isBuffer(body) ? Buffer.from(body) : await buffer(body);
  response.writeHead(status, { ...securityHeaders, ...headers, 'content-length': bytes.length });
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  // what is written must be on its way before the socket goes
  await new Promise<void>(done => response.write(half, () => done()));
  response.destroy();
}
