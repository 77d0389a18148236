import { z } from 'zod';
import { ForgeError, notFound } from '../errors';
import { type ForgeContext } from '../ForgeContext';
import { type FileMode, type Person } from '../git/objectFormat';
import { isObjectId } from '../git/objectIds';
import { type TreeFile, walkTree } from '../git/readTreePaths';
import { type TreeChange, writeTreeChanges } from '../git/writeTreeChanges';
import { jsonReply } from '../http/reply';
import { type Route } from '../http/router';
import { personNow } from '../storage/commitFiles';
import { checkRoom, exclusively, openRepo, type OpenRepo } from './repoRequest';
import { gitCommitView, repoApiUrl } from './views';

const path = '/repos/:owner/:repo/git';
/** GitHub cuts longer lists off and says so. */
const mostEntries = 100_000;

const sha = z.string().refine(isObjectId, 'must be a full SHA-1 in lower case');
const blobSchema = z.object({
  content: z.string(),
  encoding: z.enum(['utf-8', 'utf8', 'base64']).default('utf-8'),
});
const treeSchema = z.object({
  base_tree: sha.optional(),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.enum(['100644', '100755', '120000', '040000', '160000']).default('100644'),
      sha: sha.nullish(),
      content: z.string().optional(),
    }),
  ),
});
const personSchema = z.object({
  name: z.string().regex(/^[^<>\n\0]+$/),
  email: z.string().regex(/^[^<>\n\0]+$/),
  date: z.iso.datetime({ offset: true }).optional(),
});
const commitSchema = z.object({
  message: z.string(),
  tree: sha,
  parents: z.array(sha).default([]),
  author: personSchema.optional(),
  committer: personSchema.optional(),
});

async function requireType(
  { store }: OpenRepo,
  id: string,
  types: readonly string[],
): Promise<void> {
  const type = await store.typeOf(id);
  if (type !== undefined && types.includes(type)) return;
  throw new ForgeError('FORGE_INVALID', `${id} is not a ${types.join(' or ')} of this repository`);
}

function typesOfMode(mode: FileMode): readonly string[] {
  return mode === '040000' ? ['tree'] : ['blob'];
}

async function changeOf(
  open: OpenRepo,
  entry: z.output<typeof treeSchema>['tree'][number],
): Promise<TreeChange> {
  const { path: filePath, mode } = entry;
  if (entry.content !== undefined) {
    const id = await open.store.writeBlob(Buffer.from(entry.content));
    return { path: filePath, mode, id };
  }
  if (entry.sha === undefined) {
    throw new ForgeError('FORGE_INVALID', `The tree entry ${filePath} has neither sha nor content`);
  }
  if (entry.sha !== null && mode !== '160000')
    await requireType(open, entry.sha, typesOfMode(mode));
  return { path: filePath, mode, id: entry.sha };
}

function entryView(context: ForgeContext, { repo }: OpenRepo, entry: TreeFile) {
  const { path: filePath, mode, type, id } = entry;
  const url = type === 'commit' ? null : repoApiUrl(context, repo, `/git/${type}s/${id}`);
  return { path: filePath, mode, type, sha: id, url };
}

async function treeView(
  context: ForgeContext,
  open: OpenRepo,
  { id, recursive }: { id: string; recursive: boolean },
) {
  const entries: TreeFile[] = [];
  if (recursive) {
    for await (const entry of walkTree(open.store, id)) {
      entries.push(entry);
      if (entries.length > mostEntries) break;
    }
  } else {
    entries.push(...(await open.store.readTree(id)).map(entry => ({ ...entry, path: entry.name })));
  }
  return {
    sha: id,
    url: repoApiUrl(context, open.repo, `/git/trees/${id}`),
    tree: entries.slice(0, mostEntries).map(entry => entryView(context, open, entry)),
    truncated: entries.length > mostEntries,
  };
}

function personOf(body: z.output<typeof personSchema> | undefined, login: string): Person {
  const { name, email, date } = body ?? { name: login, email: `${login}@localhost` };
  const person = personNow({ name, email });
  return date === undefined
    ? person
    : { ...person, timestamp: Math.floor(Date.parse(date) / 1000) };
}

/** Blobs, trees and commits. What is written links only to what is there: see GitStore's invariant. */
export const gitDataRoutes: readonly Route<ForgeContext>[] = [
  {
    method: 'POST',
    path: `${path}/blobs`,
    handle: async (context, request, params) => {
      const open = openRepo(context, params);
      const body = await request.json(blobSchema, 'Blob');
      const content = Buffer.from(body.content, body.encoding === 'base64' ? 'base64' : 'utf8');
      await checkRoom(context, open, [content.length]);
      const id = await exclusively(context, open, ({ store }) => store.writeBlob(content));
      return jsonReply(201, { sha: id, url: repoApiUrl(context, open.repo, `/git/blobs/${id}`) });
    },
  },
  {
    method: 'GET',
    path: `${path}/blobs/:sha`,
    handle: async (context, _request, params) => {
      const { store, repo } = openRepo(context, params);
      const id = params.sha ?? '';
      if (!isObjectId(id)) throw notFound();
      const content = await store.readBlob(id);
      return jsonReply(200, {
        sha: id,
        url: repoApiUrl(context, repo, `/git/blobs/${id}`),
        size: content.length,
        encoding: 'base64',
        content: content.toString('base64'),
      });
    },
  },
  {
    method: 'POST',
    path: `${path}/trees`,
    handle: async (context, request, params) => {
      const open = openRepo(context, params);
      const body = await request.json(treeSchema, 'Tree');
      const sizes = body.tree.map(({ content }) => Buffer.byteLength(content ?? ''));
      await checkRoom(context, open, sizes);
      const id = await exclusively(context, open, async locked => {
        // GitHub takes a commit for base_tree, too
        const base = body.base_tree && (await locked.store.resolve(body.base_tree, 'tree'));
        if (body.base_tree && !base) throw notFound('base_tree does not exist');
        const changes: TreeChange[] = [];
        for (const entry of body.tree) changes.push(await changeOf(locked, entry));
        return writeTreeChanges(locked.store, base, changes);
      });
      return jsonReply(201, await treeView(context, open, { id, recursive: false }));
    },
  },
  {
    method: 'GET',
    path: `${path}/trees/*ref`,
    handle: async (context, request, params) => {
      const open = openRepo(context, params);
      const id = await open.store.resolve(params.ref ?? '', 'tree');
      if (!id) throw notFound();
      const recursive = request.query.has('recursive');
      return jsonReply(200, await treeView(context, open, { id, recursive }));
    },
  },
  {
    method: 'POST',
    path: `${path}/commits`,
    handle: async (context, request, params) => {
      const open = openRepo(context, params);
      const body = await request.json(commitSchema, 'Commit');
      const { login } = context.accounts.user;
      const author = personOf(body.author, login);
      const committer = body.committer ? personOf(body.committer, login) : author;
      const { tree, parents, message } = body;
      const id = await exclusively(context, open, async locked => {
        await requireType(locked, tree, ['tree']);
        for (const parent of parents) await requireType(locked, parent, ['commit']);
        return locked.store.writeCommit({ tree, parents, author, committer, message });
      });
      return jsonReply(201, gitCommitView(context, open.repo, await open.store.readCommit(id)));
    },
  },
  {
    method: 'GET',
    path: `${path}/commits/:sha`,
    handle: async (context, _request, params) => {
      const { repo, store } = openRepo(context, params);
      if (!isObjectId(params.sha ?? '')) throw notFound();
      return jsonReply(200, gitCommitView(context, repo, await store.readCommit(params.sha ?? '')));
    },
  },
];
