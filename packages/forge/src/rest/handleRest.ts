import { notFound } from '../errors';
import { type ForgeContext } from '../ForgeContext';
import { requireMember } from '../http/authentication';
import { type ForgeRequest } from '../http/ForgeRequest';
import { redirectReply, type Reply } from '../http/reply';
import { createRouter, decodePart, type Route } from '../http/router';
import { accountRoutes } from './accountRoutes';
import { branchRoutes } from './branchRoutes';
import { commitRoutes } from './commitRoutes';
import { contentRoutes } from './contentRoutes';
import { gitDataRoutes } from './gitDataRoutes';
import { refRoutes } from './refRoutes';
import { repoRoutes } from './repoRoutes';
import { settingRoutes } from './settingRoutes';

export const restBase = '/api/v3';

/** One list a resource. Pull requests and webhooks will be two more. */
const routes: readonly Route<ForgeContext>[] = [
  ...accountRoutes,
  ...repoRoutes,
  ...settingRoutes,
  ...branchRoutes,
  ...commitRoutes,
  ...contentRoutes,
  ...gitDataRoutes,
  ...refRoutes,
];
const findRoute = createRouter(routes);

/** A call to a repo's former name leads to its present one, as on GitHub. */
function redirectRenamed(context: ForgeContext, request: ForgeRequest): Reply | undefined {
  const [, owner = '', name = '', tail = ''] =
    /^\/api\/v3\/repos\/([^/]+)\/([^/]+)(\/.*)?$/.exec(request.path) ?? [];
  if (!owner || context.repos.find(decodePart(owner), decodePart(name))) return undefined;
  const renamed = context.repos.findFormer(decodePart(owner), decodePart(name));
  if (!renamed) return undefined;
  const query = request.query.size > 0 ? `?${request.query}` : '';
  const location = `${context.origin}${restBase}/repos/${renamed.owner}/${renamed.name}${tail}${query}`;
  return redirectReply(request.method === 'GET' || request.method === 'HEAD' ? 301 : 307, location);
}

/** GitHub's REST API, as far as it is served here; every call needs the token. */
export async function handleRest(context: ForgeContext, request: ForgeRequest): Promise<Reply> {
  requireMember(request, context.token);
  const redirect = redirectRenamed(context, request);
  if (redirect) return redirect;
  const match = findRoute(request.method, request.path.slice(restBase.length));
  if (!match) throw notFound();
  const reply = await match.route.handle(context, request, match.params);
  return {
    ...reply,
    headers: { 'x-oauth-scopes': 'repo, workflow, delete_repo', ...reply.headers },
  };
}
