import { z } from 'zod';
import { ForgeError, notFound } from '../errors';
import { type ForgeContext } from '../ForgeContext';
import { branchRef } from '../git/refNames';
import { checkRoom } from '../rest/repoRequest';
import { commitFiles } from '../storage/commitFiles';

const variablesSchema = z.object({
  input: z.object({
    branch: z.object({ repositoryNameWithOwner: z.string(), branchName: z.string() }),
    message: z.object({ headline: z.string(), body: z.string().nullish() }),
    expectedHeadOid: z.string(),
    fileChanges: z.object({
      additions: z.array(z.object({ path: z.string(), contents: z.base64() })).default([]),
      deletions: z.array(z.object({ path: z.string() })).default([]),
    }),
  }),
});

/** The mutation by which `publish:github` pushes when git's own transport fails. */
export async function createCommitOnBranch(
  context: ForgeContext,
  variables: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const parsed = variablesSchema.safeParse(variables);
  if (!parsed.success) throw new ForgeError('FORGE_INVALID', z.prettifyError(parsed.error));
  const { branch, message, expectedHeadOid, fileChanges } = parsed.data.input;
  const [owner = '', name = ''] = branch.repositoryNameWithOwner.split('/');
  const repo = context.repos.find(owner, name);
  if (!repo) throw notFound(`Could not resolve to a Repository with the name '${owner}/${name}'.`);
  const store = context.repos.git(repo);
  if (!(await store.readRef(branchRef(branch.branchName)))) {
    throw notFound(`No ref found for ${branch.branchName}`);
  }
  const additions = fileChanges.additions.map(({ path, contents }) => ({
    path,
    content: Buffer.from(contents, 'base64'),
  }));
  const sizes = additions.map(({ content }) => content.length);
  await checkRoom(context, { repo, store }, sizes);
  const { login } = context.accounts.user;
  const { commit } = await commitFiles(context.repos, repo.id, {
    branch: branch.branchName,
    message: [message.headline, message.body].filter(Boolean).join('\n\n'),
    files: [...fileChanges.deletions.map(({ path }) => ({ path, content: null })), ...additions],
    author: { name: login, email: `${login}@localhost` },
    expectedHead: expectedHeadOid,
  });
  return { commit: { oid: commit, url: `${context.origin}/${owner}/${name}/commit/${commit}` } };
}
