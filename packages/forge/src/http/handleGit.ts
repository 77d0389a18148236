import { advertiseRefs, type GitService } from '../git/advertiseRefs';
import { receivePack } from '../git/receivePack';
import { uploadPack } from '../git/uploadPack';
import { ForgeError, notFound } from '../errors';
import { type ForgeContext } from '../ForgeContext';
import { afterPush, pushRulesOf } from '../storage/pushRules';
import { type RepoRecord } from '../storage/repoRecord';
import { authenticate, requireMember } from './authentication';
import { type ForgeRequest } from './ForgeRequest';
import { redirectReply, type Reply } from './reply';
import { decodePart } from './router';

const pattern = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

interface GitRoute {
  readonly owner: string;
  readonly name: string;
  readonly action: string;
}

/** `/owner/name.git/info/refs` and the two services; with or without `.git`, as on GitHub. */
export function gitRouteOf(path: string): GitRoute | undefined {
  const [, owner, name, action] = pattern.exec(path) ?? [];
  if (owner === undefined || name === undefined || action === undefined) return undefined;
  return { owner, name, action };
}

function serviceOf(route: GitRoute, request: ForgeRequest): GitService {
  const asked = route.action === 'info/refs' ? request.query.get('service') : route.action;
  if (asked === 'git-upload-pack' || asked === 'git-receive-pack') return asked;
  throw new ForgeError(
    'FORGE_FORBIDDEN',
    'Only the smart HTTP protocol is served: use git 1.6.6 or later.',
  );
}

interface ServiceCall {
  readonly repo: RepoRecord;
  readonly service: GitService;
  readonly request: ForgeRequest;
}

async function serve(
  context: ForgeContext,
  { repo, service, request }: ServiceCall,
): Promise<Buffer> {
  if (service === 'git-upload-pack') {
    const wants = await request.body(context.limits.fetchBodyBytes);
    return uploadPack(context.repos.git(repo), wants);
  }
  const body = await request.body(context.limits.pushBodyBytes);
  return context.repos.exclusive(repo.id, async record => {
    const result = await receivePack(
      context.repos.git(record),
      body,
      pushRulesOf(record, context.limits),
    );
    await afterPush(context.repos, record.id, result.applied);
    return result.report;
  });
}

/** Serves git's smart HTTP protocol, version 0. Pushing needs the token; reading does only without `anonymousRead`. */
export async function handleGit(context: ForgeContext, request: ForgeRequest): Promise<Reply> {
  const route = gitRouteOf(request.path);
  if (!route) throw notFound();
  const service = serviceOf(route, request);
  if (service === 'git-receive-pack' || !context.anonymousRead)
    requireMember(request, context.token);
  else authenticate(request, context.token);
  const [owner, name] = [decodePart(route.owner), decodePart(route.name)];
  const repo = context.repos.find(owner, name);
  if (!repo) {
    const renamed = context.repos.findFormer(owner, name);
    if (!renamed) throw notFound('Repository not found.');
    const query = request.query.size > 0 ? `?${request.query}` : '';
    const location = `${context.origin}/${renamed.owner}/${renamed.name}.git/${route.action}${query}`;
    return redirectReply(route.action === 'info/refs' ? 301 : 307, location);
  }
  const advertises = route.action === 'info/refs';
  if (advertises !== (request.method === 'GET') || (!advertises && request.method !== 'POST')) {
    throw new ForgeError('FORGE_BAD_REQUEST', 'Wrong method for this service.');
  }
  const body = advertises
    ? await advertiseRefs(context.repos.git(repo), service, repo.defaultBranch)
    : await serve(context, { repo, service, request });
  const kind = advertises ? 'advertisement' : 'result';
  return {
    status: 200,
    headers: { 'content-type': `application/x-${service}-${kind}`, 'cache-control': 'no-store' },
    body,
  };
}
