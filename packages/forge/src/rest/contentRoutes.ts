import { z } from 'zod';
import { notFound } from '../errors';
import { type ForgeContext } from '../ForgeContext';
import { findEntry, type TreeFile } from '../git/readTreePaths';
import { branchRef, refNameProblem } from '../git/refNames';
import { type ForgeRequest } from '../http/ForgeRequest';
import { emptyReply, jsonReply, type Reply } from '../http/reply';
import { type PathParams, type Route } from '../http/router';
import { commitFiles } from '../storage/commitFiles';
import { checkRoom, openRepo, type OpenRepo } from './repoRequest';
import { encodePath, repoApiUrl, repoPageUrl } from './views';

const path = '/repos/:owner/:repo/contents';

const putSchema = z.object({
  message: z.string(),
  content: z.base64(),
  branch: z
    .string()
    .refine(name => refNameProblem(branchRef(name)) === undefined, 'is no branch name')
    .optional(),
  author: z.object({ name: z.string(), email: z.string() }).optional(),
});

function entryView(
  context: ForgeContext,
  { repo, ref }: OpenRepo & { readonly ref: string },
  entry: TreeFile,
) {
  const kind = entry.type === 'tree' ? 'tree' : 'blob';
  const inPath = encodePath(entry.path);
  return {
    type: entry.type === 'tree' ? 'dir' : entry.mode === '120000' ? 'symlink' : 'file',
    name: entry.name,
    path: entry.path,
    sha: entry.id,
    url: repoApiUrl(context, repo, `/contents/${inPath}?ref=${encodeURIComponent(ref)}`),
    html_url: `${repoPageUrl(context, repo)}/${kind}/${encodePath(ref)}/${inPath}`,
    git_url: repoApiUrl(context, repo, `/git/${kind}s/${entry.id}`),
  };
}

function isUnchanged(request: ForgeRequest, etag: string): boolean {
  const known = (request.header('if-none-match') ?? '').split(',');
  return known.some(tag => tag.trim().replace(/^W\//, '') === etag);
}

async function getContents(
  context: ForgeContext,
  request: ForgeRequest,
  params: PathParams,
): Promise<Reply> {
  const open = openRepo(context, params);
  const ref = request.query.get('ref') || open.repo.defaultBranch;
  const commit = await open.store.resolve(ref);
  if (!commit) throw notFound(`No commit found for the ref ${ref}`);
  const { tree } = await open.store.readCommit(commit);
  const entry = await findEntry(open.store, tree, params.path ?? '');
  if (!entry || entry.type === 'commit') throw notFound();
  const etag = `"${entry.id}"`;
  if (isUnchanged(request, etag)) return emptyReply(304, { etag });
  const view = (file: TreeFile) => entryView(context, { ...open, ref }, file);
  if (entry.type === 'tree') {
    const prefix = entry.path === '' ? '' : `${entry.path}/`;
    const files = (await open.store.readTree(entry.id)).map(file =>
      view({ ...file, path: `${prefix}${file.name}` }),
    );
    return jsonReply(200, files, { etag });
  }
  const content = await open.store.readBlob(entry.id);
  if (/\braw\b/.test(request.header('accept') ?? '')) {
    const headers = { etag, 'content-type': 'application/vnd.github.v3.raw; charset=utf-8' };
    return { status: 200, headers, body: content };
  }
  const encoded = { encoding: 'base64', size: content.length, content: content.toString('base64') };
  return jsonReply(200, { ...view(entry), ...encoded }, { etag });
}

async function putContents(
  context: ForgeContext,
  request: ForgeRequest,
  params: PathParams,
): Promise<Reply> {
  const open = openRepo(context, params);
  const body = await request.json(putSchema, 'Content');
  const content = Buffer.from(body.content, 'base64');
  await checkRoom(context, open, [content.length]);
  const { login } = context.accounts.user;
  const { commit, created } = await commitFiles(context.repos, open.repo.id, {
    branch: body.branch ?? open.repo.defaultBranch,
    message: body.message,
    files: [{ path: params.path ?? '', content }],
    author: body.author ?? { name: login, email: `${login}@localhost` },
  });
  const { tree } = await open.store.readCommit(commit);
  const entry = await findEntry(open.store, tree, params.path ?? '');
  if (!entry) throw notFound();
  return jsonReply(created ? 201 : 200, {
    content: entryView(context, { ...open, ref: commit }, entry),
    commit: { sha: commit },
  });
}

export const contentRoutes: readonly Route<ForgeContext>[] = [
  { method: 'GET', path, handle: getContents },
  { method: 'GET', path: `${path}/*path`, handle: getContents },
  { method: 'PUT', path: `${path}/*path`, handle: putContents },
];
