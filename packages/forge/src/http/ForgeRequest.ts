import { type IncomingMessage } from 'node:http';
import { type z } from 'zod';
import { ForgeError } from '../errors';
import { type ForgeLimits } from '../limits';
import { readBody } from './readBody';

/** A request as handlers see it: parsed, and its body read only when asked for. */
export class ForgeRequest {
  readonly method: string;
  /** Path as it was sent, percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;

  constructor(
    readonly incoming: IncomingMessage,
    readonly limits: ForgeLimits,
  ) {
    this.method = incoming.method ?? 'GET';
    const url = parseTarget(incoming.url ?? '/');
    this.path = url.pathname;
    this.query = url.searchParams;
  }

  header(name: string): string | undefined {
    const value = this.incoming.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  body(limit: number): Promise<Buffer> {
    return readBody(this.incoming, limit);
  }

  /** Reads and checks a JSON body. Throws FORGE_BAD_REQUEST, or FORGE_INVALID with every problem. */
  async json<Schema extends z.ZodType>(
    schema: Schema,
    resource: string,
  ): Promise<z.output<Schema>> {
    const text = (await this.body(this.limits.jsonBodyBytes)).toString('utf8');
    let value: unknown;
    try {
      value = text.trim() === '' ? {} : JSON.parse(text);
    } catch (cause) {
      throw new ForgeError('FORGE_BAD_REQUEST', 'Problems parsing JSON', { cause });
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw new ForgeError('FORGE_INVALID', 'Validation Failed', {
      problems: parsed.error.issues.map(({ path, message }) => ({
        resource,
        field: path.join('.'),
        code: 'invalid',
        message,
      })),
    });
  }

  /** `page` and `per_page` as GitHub reads them. */
  page(): { readonly number: number; readonly skip: number; readonly limit: number } {
    const positive = (name: string, fallback: number) => {
      const value = Number(this.query.get(name));
      return Number.isInteger(value) && value > 0 ? value : fallback;
    };
    const limit = Math.min(positive('per_page', 30), 100);
    const number = Math.min(positive('page', 1), 100_000);
    return { number, skip: (number - 1) * limit, limit };
  }
}

function parseTarget(target: string): URL {
  try {
    return new URL(`http://forge${target.startsWith('/') ? target : '/'}`);
  } catch (cause) {
    throw new ForgeError('FORGE_BAD_REQUEST', 'The request target is malformed.', { cause });
  }
}
