import { ForgeError } from '../errors';
import { type ForgeContext } from '../ForgeContext';
import { handleGraphql, isGraphqlPath } from '../graphql/handleGraphql';
import { handlePage } from '../pages/handlePage';
import { renderErrorPage } from '../pages/errorPage';
import { handleRest, restBase } from '../rest/handleRest';
import { type Surface } from './faults';
import { type ForgeRequest } from './ForgeRequest';
import { gitRouteOf, handleGit } from './handleGit';
import { jsonReply, type Reply, textReply } from './reply';

/** Which of the four surfaces a path belongs to. */
export function surfaceOf(path: string): Surface {
  if (isGraphqlPath(path)) return 'graphql';
  if (path === restBase || path.startsWith(`${restBase}/`)) return 'rest';
  return gitRouteOf(path) ? 'git' : 'page';
}

export function dispatch(context: ForgeContext, request: ForgeRequest): Promise<Reply> {
  const surface = surfaceOf(request.path);
  switch (surface) {
    case 'graphql':
      return handleGraphql(context, request);
    case 'rest':
      return handleRest(context, request);
    case 'git':
      return handleGit(context, request);
    case 'page':
      return handlePage(context, request);
    default:
      throw new Error(`Unknown surface ${surface satisfies never}`);
  }
}

/** An error in the form that the surface's clients read; details of unexpected ones stay in the log. */
export function errorReply(context: ForgeContext, surface: Surface, thrown: unknown): Reply {
  const error =
    thrown instanceof ForgeError
      ? thrown
      : { status: 500, message: 'Internal error', problems: [] };
  if (error.status >= 500) context.logger.error('The forge failed to answer', thrown as Error);
  const { status, message, problems } = error;
  const challenge = { 'www-authenticate': 'Basic realm="Waymark forge"' };
  const asks = status === 401 && surface !== 'rest' && surface !== 'graphql';
  switch (surface) {
    case 'rest':
    case 'graphql':
      return jsonReply(status, {
        message,
        ...(problems.length > 0 && { errors: problems }),
        documentation_url: 'https://docs.github.com/rest',
        status: String(status),
      });
    case 'git':
      return textReply(status, `${message}\n`, asks ? challenge : {});
    case 'page':
      return renderErrorPage({ status, message, headers: asks ? challenge : {} });
    default:
      throw new Error(`Unknown surface ${surface satisfies never}`);
  }
}
