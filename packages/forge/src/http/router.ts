import { ForgeError } from '../errors';
import { type ForgeRequest } from './ForgeRequest';
import { type Reply } from './reply';

export type PathParams = Readonly<Record<string, string>>;

export type Handler<Context> = (
  context: Context,
  request: ForgeRequest,
  params: PathParams,
) => Reply | Promise<Reply>;

export interface Route<Context> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `:name` stands for one path segment, `*name` for one or more. */
  readonly path: string;
  readonly handle: Handler<Context>;
}

export interface RouteMatch<Context> {
  readonly route: Route<Context>;
  readonly params: PathParams;
}

function compile(path: string): RegExp {
  const source = path
    .replace(/[.]/g, '\\.')
    .replace(/:(\w+)/g, '(?<$1>[^/]+)')
    .replace(/\*(\w+)/g, '(?<$1>.+)');
  return new RegExp(`^${source}/?$`);
}

export function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new ForgeError('FORGE_BAD_REQUEST', 'The path is not percent-encoded UTF-8.', { cause });
  }
}

/** Makes a lookup over routes; the first that matches wins. HEAD is answered as GET. */
export function createRouter<Context>(routes: readonly Route<Context>[]) {
  const compiled = routes.map(route => ({ route, pattern: compile(route.path) }));
  return (method: string, path: string): RouteMatch<Context> | undefined => {
    const wanted = method === 'HEAD' ? 'GET' : method;
    for (const { route, pattern } of compiled) {
      const match = route.method === wanted ? pattern.exec(path) : null;
      if (!match) continue;
      const params = Object.entries(match.groups ?? {});
      return {
        route,
        params: Object.fromEntries(params.map(([name, value]) => [name, decodePart(value)])),
      };
    }
    return undefined;
  };
}
