import { generateKeyPairSync } from 'node:crypto';
import { z } from 'zod';
import { notFound } from '../errors';
import { type ForgeContext } from '../ForgeContext';
import { emptyReply, jsonReply, type Reply } from '../http/reply';
import { type PathParams, type Route } from '../http/router';
import { type RepoChange } from '../storage/RepoStore';
import { type RepoRecord } from '../storage/repoRecord';
import { openRepo } from './repoRequest';

const repoPath = '/repos/:owner/:repo';

/** Secrets are sealed for this key, whose private half is not kept: nobody can ever open them. */
const sealingKey = generateKeyPairSync('x25519')
  .publicKey.export({ format: 'der', type: 'spki' })
  .subarray(-32)
  .toString('base64');

const permissionSchema = z.object({ permission: z.string().default('push') });
const topicsSchema = z.object({
  names: z.array(z.string().regex(/^[a-z\d][a-z\d-]{0,49}$/)).max(20),
});
const variableSchema = z.object({
  name: z
    .string()
    .regex(/^[A-Za-z_]\w*$/)
    .max(255),
  value: z.string().max(48 * 1024),
});
const secretSchema = z.object({ encrypted_value: z.base64(), key_id: z.string() });
const anyObject = z.record(z.string(), z.unknown());

interface Change {
  readonly params: PathParams;
  readonly change: (record: RepoRecord) => RepoChange;
}

async function changeRepo(context: ForgeContext, { params, change }: Change): Promise<void> {
  const { id } = openRepo(context, params).repo;
  await context.repos.exclusive(id, record => context.repos.update(id, change(record)));
}

/** A call whose body is accepted, kept and has no effect here. */
function keptSetting(
  path: string,
  reply: (body: Record<string, unknown>) => Reply,
): Route<ForgeContext> {
  return {
    method: 'PUT',
    path: `${repoPath}/${path}`,
    handle: async (context, request, params) => {
      const body = await request.json(anyObject, 'Repository');
      const change = ({ settings }: RepoRecord) => ({ settings: { ...settings, [path]: body } });
      await changeRepo(context, { params, change });
      return reply(body);
    },
  };
}

export const settingRoutes: readonly Route<ForgeContext>[] = [
  {
    method: 'PUT',
    path: '/orgs/:org/teams/:team/repos/:owner/:repo',
    handle: async (context, request, params) => {
      if (!context.accounts.organization(params.org ?? '')) throw notFound();
      const { permission } = await request.json(permissionSchema, 'Team');
      const change = ({ teams }: RepoRecord) => ({
        teams: { ...teams, [params.team ?? '']: permission },
      });
      await changeRepo(context, { params, change });
      return emptyReply();
    },
  },
  {
    method: 'PUT',
    path: `${repoPath}/collaborators/:user`,
    handle: async (context, request, params) => {
      const { permission } = await request.json(permissionSchema, 'Collaborator');
      const change = ({ collaborators }: RepoRecord) => ({
        collaborators: { ...collaborators, [params.user ?? '']: permission },
      });
      await changeRepo(context, { params, change });
      return emptyReply();
    },
  },
  {
    method: 'PUT',
    path: `${repoPath}/topics`,
    handle: async (context, request, params) => {
      const { names } = await request.json(topicsSchema, 'Repository');
      await changeRepo(context, { params, change: () => ({ topics: names }) });
      return jsonReply(200, { names });
    },
  },
  {
    method: 'POST',
    path: `${repoPath}/actions/variables`,
    handle: async (context, request, params) => {
      const { name, value } = await request.json(variableSchema, 'Variable');
      const change = ({ variables }: RepoRecord) => ({
        variables: { ...variables, [name]: value },
      });
      await changeRepo(context, { params, change });
      return jsonReply(201, {});
    },
  },
  {
    method: 'GET',
    path: `${repoPath}/actions/secrets/public-key`,
    handle: (context, _request, params) => {
      openRepo(context, params);
      return jsonReply(200, { key_id: '1', key: sealingKey });
    },
  },
  {
    method: 'PUT',
    path: `${repoPath}/actions/secrets/:name`,
    handle: async (context, request, params) => {
      await request.json(secretSchema, 'Secret');
      const change = ({ secretNames }: RepoRecord) => ({
        secretNames: [...new Set([...secretNames, params.name ?? ''])],
      });
      await changeRepo(context, { params, change });
      return jsonReply(201, {});
    },
  },
  keptSetting('actions/oidc/customization/sub', () => jsonReply(201, {})),
  keptSetting('actions/permissions/access', () => emptyReply()),
  keptSetting('subscription', body => jsonReply(200, body)),
];
