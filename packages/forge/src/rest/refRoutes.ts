import { z } from 'zod';
import { ForgeError, notFound } from '../errors';
import { type ForgeContext } from '../ForgeContext';
import { checkRefUpdate } from '../git/checkRefUpdate';
import { type RefUpdate } from '../git/GitStore';
import { isReachable } from '../git/history';
import { isObjectId, zeroId } from '../git/objectIds';
import { emptyReply, jsonReply } from '../http/reply';
import { type Route } from '../http/router';
import { afterPush, pushRulesOf } from '../storage/pushRules';
import { exclusively, openRepo, type OpenRepo } from './repoRequest';
import { encodePath, repoApiUrl } from './views';

const path = '/repos/:owner/:repo/git';
const sha = z.string().refine(isObjectId, 'must be a full SHA-1 in lower case');
const newRefSchema = z.object({ ref: z.string(), sha });
const refPatchSchema = z.object({ sha, force: z.boolean().default(false) });

async function changeRef(context: ForgeContext, { repo, store }: OpenRepo, update: RefUpdate) {
  await checkRefUpdate(store, update, pushRulesOf(repo, context.limits));
  await store.updateRef(update);
  await afterPush(context.repos, repo.id, [update]);
}

async function refView(context: ForgeContext, { repo, store }: OpenRepo, name: string) {
  const id = await store.readRef(name);
  if (!id) {
    if ((await store.listRefs()).length === 0) {
      throw new ForgeError('FORGE_CONFLICT', 'Git Repository is empty.');
    }
    throw notFound();
  }
  const type = (await store.typeOf(id)) ?? 'commit';
  return {
    ref: name,
    url: repoApiUrl(context, repo, `/git/${encodePath(name)}`),
    object: { sha: id, type, url: repoApiUrl(context, repo, `/git/${type}s/${id}`) },
  };
}

function missingRef(): ForgeError {
  return new ForgeError('FORGE_INVALID', 'Reference does not exist');
}

export const refRoutes: readonly Route<ForgeContext>[] = [
  {
    method: 'GET',
    path: `${path}/ref/*ref`,
    handle: async (context, _request, params) =>
      jsonReply(200, await refView(context, openRepo(context, params), `refs/${params.ref}`)),
  },
  {
    method: 'POST',
    path: `${path}/refs`,
    handle: async (context, request, params) => {
      const open = openRepo(context, params);
      const body = await request.json(newRefSchema, 'Reference');
      await exclusively(context, open, async locked => {
        if (await locked.store.readRef(body.ref)) {
          throw new ForgeError('FORGE_INVALID', 'Reference already exists');
        }
        await changeRef(context, locked, { name: body.ref, from: zeroId, to: body.sha });
      });
      return jsonReply(201, await refView(context, open, body.ref));
    },
  },
  {
    method: 'PATCH',
    path: `${path}/refs/*ref`,
    handle: async (context, request, params) => {
      const open = openRepo(context, params);
      const body = await request.json(refPatchSchema, 'Reference');
      const name = `refs/${params.ref}`;
      await exclusively(context, open, async locked => {
        const from = await locked.store.readRef(name);
        if (!from) throw missingRef();
        if ((await locked.store.typeOf(body.sha)) !== 'commit') {
          throw new ForgeError('FORGE_INVALID', 'Object does not exist');
        }
        if (!body.force && !(await isReachable(locked.store, from, [body.sha]))) {
          throw new ForgeError('FORGE_INVALID', 'Update is not a fast forward');
        }
        await changeRef(context, locked, { name, from, to: body.sha });
      });
      return jsonReply(200, await refView(context, open, name));
    },
  },
  {
    method: 'DELETE',
    path: `${path}/refs/*ref`,
    handle: async (context, _request, params) => {
      const open = openRepo(context, params);
      const name = `refs/${params.ref}`;
      await exclusively(context, open, async locked => {
        const from = await locked.store.readRef(name);
        if (!from) throw missingRef();
        await changeRef(context, locked, { name, from, to: zeroId });
      });
      return emptyReply();
    },
  },
];
