import { z } from 'zod';
import { notFound } from '../errors';
import { type ForgeContext } from '../ForgeContext';
import { branchOfRef, branchRef } from '../git/refNames';
import { jsonReply } from '../http/reply';
import { type PathParams, type Route } from '../http/router';
import { openRepo, type OpenRepo } from './repoRequest';
import { repoApiUrl } from './views';

const path = '/repos/:owner/:repo/branches';
const protectionSchema = z.record(z.string(), z.unknown());

interface OpenBranch extends OpenRepo {
  readonly branch: string;
  readonly commit: string;
}

async function openBranch(context: ForgeContext, params: PathParams): Promise<OpenBranch> {
  const open = openRepo(context, params);
  const branch = params.branch ?? '';
  const commit = await open.store.readRef(branchRef(branch));
  if (!commit) throw notFound('Branch not found');
  return { ...open, branch, commit };
}

async function protect(
  context: ForgeContext,
  { repo, branch }: OpenBranch,
  protection: Readonly<Record<string, unknown>>,
): Promise<void> {
  await context.repos.exclusive(repo.id, record => {
    const before = record.protections[branch] as object | undefined;
    const protections = { ...record.protections, [branch]: { ...before, ...protection } };
    return context.repos.update(repo.id, { protections });
  });
}

/** A protected branch takes pushes here, but is not deleted and loses no commits; reviews are not asked for. */
export const branchRoutes: readonly Route<ForgeContext>[] = [
  {
    method: 'GET',
    path,
    handle: async (context, request, params) => {
      const { repo, store } = openRepo(context, params);
      const { skip, limit } = request.page();
      const refs = (await store.listRefs()).filter(ref => branchOfRef(ref.name) !== undefined);
      const page = refs.slice(skip, skip + limit).map(({ name, id }) => {
        const branch = branchOfRef(name) ?? name;
        return { name: branch, commit: { sha: id }, protected: branch in repo.protections };
      });
      return jsonReply(200, page);
    },
  },
  {
    method: 'PUT',
    path: `${path}/*branch/protection`,
    handle: async (context, request, params) => {
      const protection = await request.json(protectionSchema, 'Branch');
      const open = await openBranch(context, params);
      await protect(context, open, protection);
      const branch = encodeURIComponent(open.branch);
      return jsonReply(200, {
        url: repoApiUrl(context, open.repo, `/branches/${branch}/protection`),
        ...protection,
      });
    },
  },
  {
    method: 'POST',
    path: `${path}/*branch/protection/required_signatures`,
    handle: async (context, _request, params) => {
      const open = await openBranch(context, params);
      await protect(context, open, { required_signatures: true });
      return jsonReply(200, { enabled: true });
    },
  },
  {
    method: 'GET',
    path: `${path}/*branch`,
    handle: async (context, _request, params) => {
      const { repo, branch, commit } = await openBranch(context, params);
      const isProtected = branch in repo.protections;
      return jsonReply(200, { name: branch, commit: { sha: commit }, protected: isProtected });
    },
  },
];
