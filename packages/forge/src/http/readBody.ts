import { type IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ForgeError } from '../errors';

const inflateGzip = promisify(gunzip);

function tooLarge(limit: number): ForgeError {
  return new ForgeError('FORGE_TOO_LARGE', `The request's body is larger than ${limit} bytes.`);
}

async function collect(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
  const chunks: Buffer[] = [];
  let length = 0;
  // the socket must outlive a refusal, or the client never reads why
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Reads a body, inflating gzip; neither the bytes sent nor the bytes inflated may exceed the limit. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  const body = await collect(request, limit);
  if (encoding === 'identity') return body;
  if (encoding !== 'gzip' && encoding !== 'x-gzip') {
    throw new ForgeError('FORGE_BAD_REQUEST', 'Only gzip is taken as content encoding.');
  }
  try {
    return await inflateGzip(body, { maxOutputLength: limit });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limit);
    throw new ForgeError('FORGE_BAD_REQUEST', 'The body is no valid gzip.', { cause: error });
  }
}
