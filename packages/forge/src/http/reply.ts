import { type Readable } from 'node:stream';

/** What a handler answers; the server alone touches the socket. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | Readable;
}

export function jsonReply(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

export function emptyReply(
  status: 204 | 304 = 204,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return { status, headers };
}

export function redirectReply(status: 301 | 302 | 307, location: string): Reply {
  return { status, headers: { location, 'content-type': 'text/plain; charset=utf-8' }, body: '' };
}

export function textReply(
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
    body: text,
  };
}
