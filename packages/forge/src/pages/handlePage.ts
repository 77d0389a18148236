import { ForgeError, notFound } from '../errors';
import { type ForgeContext } from '../ForgeContext';
import { findEntry } from '../git/readTreePaths';
import { authenticate, requireMember } from '../http/authentication';
import { type ForgeRequest } from '../http/ForgeRequest';
import { redirectReply, type Reply } from '../http/reply';
import { decodePart } from '../http/router';
import { type OpenRepo } from '../rest/repoRequest';
import { assetOf } from './assets';
import { blobPage } from './blobPage';
import { commitPage } from './commitPage';
import { commitsPage } from './commitsPage';
import { pageUrl } from './pageUrls';
import { rawFile } from './rawFile';
import { splitRefPath } from './refPath';
import { repoListPage } from './repoListPage';
import { emptyRepoPage, treePage } from './treePage';

interface PageCall {
  readonly context: ForgeContext;
  readonly request: ForgeRequest;
  readonly open: OpenRepo;
}

/** tree, blob and raw. What a path turns out to be decides, not the word in the address, as on GitHub. */
async function filePage({ context, open }: PageCall, rest: string, asRaw: boolean): Promise<Reply> {
  const { store } = open;
  if (rest === '' && (await store.listRefs()).length === 0) return emptyRepoPage(context, open);
  const at = await splitRefPath(open, rest);
  const { tree } = await store.readCommit(at.commit);
  const entry = await findEntry(store, tree, at.path);
  if (!entry || entry.type === 'commit') throw notFound();
  if (entry.type === 'tree') return treePage(context, open, { ...at, tree: entry.id });
  return asRaw ? rawFile(entry.name, await store.readBlob(entry.id)) : blobPage(open, at, entry);
}

function renamedTo(context: ForgeContext, parts: readonly string[]): Reply {
  const [owner = '', name = '', ...rest] = parts;
  const repo = context.repos.findFormer(owner, name);
  if (!repo) throw notFound();
  return redirectReply(301, [pageUrl(repo), ...rest.map(encodeURIComponent)].join('/'));
}

async function repoPage(call: PageCall, kind: string | undefined, rest: string): Promise<Reply> {
  const { open, request } = call;
  switch (kind) {
    case undefined:
      return filePage(call, '', false);
    case 'tree':
    case 'blob':
      return filePage(call, rest, false);
    case 'raw':
      return filePage(call, rest, true);
    case 'edit': // where the catalog's edit link leads; editing is done elsewhere
      return redirectReply(302, pageUrl(open.repo, 'blob', rest));
    case 'commits':
      return commitsPage(open, await splitRefPath(open, rest), request);
    case 'commit':
      return commitPage(open, rest);
    default:
      throw notFound();
  }
}

/** The pages for people. They only read: a form would need protection against cross-site posts first. */
export async function handlePage(context: ForgeContext, request: ForgeRequest): Promise<Reply> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw new ForgeError('FORGE_BAD_REQUEST', 'Pages are only read.');
  }
  const asset = await assetOf(request.path);
  if (asset) return asset;
  if (context.anonymousRead) authenticate(request, context.token);
  else requireMember(request, context.token);
  const parts = request.path
    .split('/')
    .filter(part => part !== '')
    .map(decodePart);
  const [owner, name, kind, ...rest] = parts;
  if (owner === undefined || name === undefined) return repoListPage(context, owner);
  const repo = context.repos.find(owner, name.replace(/\.git$/, ''));
  if (repo && name.endsWith('.git') && kind === undefined) return redirectReply(302, pageUrl(repo));
  if (!repo) return renamedTo(context, parts);
  const open = { repo, store: context.repos.git(repo) };
  return repoPage({ context, request, open }, kind, rest.join('/'));
}
