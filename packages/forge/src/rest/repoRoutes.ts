import { z } from 'zod';
import { type Account } from '../accounts';
import { ForgeError, notFound } from '../errors';
import { type ForgeContext } from '../ForgeContext';
import { type GitStore } from '../git/GitStore';
import { branchRef, refNameProblem } from '../git/refNames';
import { emptyReply, jsonReply, type Reply } from '../http/reply';
import { type ForgeRequest } from '../http/ForgeRequest';
import { type Route } from '../http/router';
import { type RepoRecord } from '../storage/repoRecord';
import { commitFiles } from '../storage/commitFiles';
import { openRepo } from './repoRequest';
import { repoView } from './views';

const text = z.string().max(2_000);
const branchName = z
  .string()
  .refine(name => refNameProblem(branchRef(name)) === undefined, 'is no branch name');

const settingsSchema = z.object({
  allow_auto_merge: z.boolean().optional(),
  allow_merge_commit: z.boolean().optional(),
  allow_rebase_merge: z.boolean().optional(),
  allow_squash_merge: z.boolean().optional(),
  allow_update_branch: z.boolean().optional(),
  delete_branch_on_merge: z.boolean().optional(),
  squash_merge_commit_message: text.optional(),
  squash_merge_commit_title: text.optional(),
  custom_properties: z.record(z.string(), z.unknown()).optional(),
});

const newRepoSchema = z.object({
  name: z.string(),
  description: text.nullish(),
  homepage: text.nullish(),
  private: z.boolean().optional(),
  visibility: z.enum(['public', 'private', 'internal']).optional(),
  auto_init: z.boolean().nullish(),
  ...settingsSchema.shape,
});

const repoPatchSchema = z.object({
  name: z.string().optional(),
  description: text.nullish(),
  homepage: text.nullish(),
  private: z.boolean().optional(),
  visibility: z.enum(['public', 'private', 'internal']).optional(),
  default_branch: branchName.optional(),
  ...settingsSchema.shape,
});

function visibilityOf(
  body: z.output<typeof repoPatchSchema>,
): RepoRecord['visibility'] | undefined {
  if (body.visibility) return body.visibility;
  return body.private === undefined ? undefined : body.private ? 'private' : 'public';
}

async function createRepo(
  context: ForgeContext,
  request: ForgeRequest,
  owner: Account,
): Promise<Reply> {
  const body = await request.json(newRepoSchema, 'Repository');
  const repo = await context.repos.create({
    owner: owner.login,
    name: body.name,
    description: body.description ?? null,
    homepage: body.homepage ?? null,
    visibility: visibilityOf(body) ?? 'public',
    settings: settingsSchema.parse(body),
  });
  if (body.auto_init) {
    await commitFiles(context.repos, repo.id, {
      branch: repo.defaultBranch,
      message: 'Initial commit',
      files: [{ path: 'README.md', content: Buffer.from(`# ${repo.name}\n`) }],
      author: {
        name: context.accounts.user.login,
        email: `${context.accounts.user.login}@localhost`,
      },
    });
  }
  return jsonReply(201, await repoView(context, context.repos.current(repo.id)));
}

async function changeHead(store: GitStore, branch: string): Promise<void> {
  if (!(await store.readRef(branchRef(branch)))) {
    throw new ForgeError('FORGE_INVALID', `The branch ${branch} was not found.`);
  }
  await store.writeHead(branch);
}

async function patchRepo(
  context: ForgeContext,
  request: ForgeRequest,
  id: number,
): Promise<RepoRecord> {
  const body = await request.json(repoPatchSchema, 'Repository');
  const visibility = visibilityOf(body);
  const settings = settingsSchema.parse(body);
  return context.repos.exclusive(id, async record => {
    if (body.name !== undefined && body.name !== record.name) {
      await context.repos.rename(id, body.name);
    }
    if (body.default_branch !== undefined) {
      await changeHead(context.repos.git(context.repos.current(id)), body.default_branch);
    }
    return context.repos.update(id, {
      ...(body.description !== undefined && { description: body.description }),
      ...(body.homepage !== undefined && { homepage: body.homepage }),
      ...(body.default_branch !== undefined && { defaultBranch: body.default_branch }),
      ...(visibility !== undefined && { visibility }),
      settings: { ...record.settings, ...settings },
    });
  });
}

async function listRepos(
  context: ForgeContext,
  request: ForgeRequest,
  belongs: (record: RepoRecord) => boolean,
): Promise<Reply> {
  const { skip, limit } = request.page();
  const page = context.repos
    .list()
    .filter(belongs)
    .slice(skip, skip + limit);
  return jsonReply(200, await Promise.all(page.map(record => repoView(context, record))));
}

function organizationOf(context: ForgeContext, login: string): Account {
  const account = context.accounts.organization(login);
  if (!account) throw notFound();
  return account;
}

export const repoRoutes: readonly Route<ForgeContext>[] = [
  {
    method: 'POST',
    path: '/user/repos',
    handle: (context, request) => createRepo(context, request, context.accounts.user),
  },
  {
    method: 'POST',
    path: '/orgs/:org/repos',
    handle: (context, request, { org = '' }) =>
      createRepo(context, request, organizationOf(context, org)),
  },
  {
    method: 'GET',
    path: '/user/repos',
    handle: (context, request) => listRepos(context, request, () => true),
  },
  {
    method: 'GET',
    path: '/orgs/:org/repos',
    handle: (context, request, { org = '' }) => {
      const { login } = organizationOf(context, org);
      return listRepos(context, request, ({ owner }) => owner === login);
    },
  },
  {
    method: 'GET',
    path: '/repositories/:id',
    handle: async (context, _request, { id }) => {
      const record = context.repos.current(Number(id));
      return jsonReply(200, await repoView(context, record));
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo',
    handle: async (context, _request, params) =>
      jsonReply(200, await repoView(context, openRepo(context, params).repo)),
  },
  {
    method: 'PATCH',
    path: '/repos/:owner/:repo',
    handle: async (context, request, params) => {
      const record = await patchRepo(context, request, openRepo(context, params).repo.id);
      return jsonReply(200, await repoView(context, record));
    },
  },
  {
    method: 'DELETE',
    path: '/repos/:owner/:repo',
    handle: async (context, _request, params) => {
      const { id } = openRepo(context, params).repo;
      await context.repos.exclusive(id, () => context.repos.delete(id));
      return emptyReply();
    },
  },
];
