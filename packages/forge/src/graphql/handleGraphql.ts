import { z } from 'zod';
import { ForgeError } from '../errors';
import { type ForgeContext } from '../ForgeContext';
import { requireMember } from '../http/authentication';
import { type ForgeRequest } from '../http/ForgeRequest';
import { jsonReply, type Reply } from '../http/reply';
import { createCommitOnBranch } from './createCommitOnBranch';

const requestSchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).default({}),
});

type Variables = Readonly<Record<string, unknown>>;

/** One entry a root field; what the stock parts send is served, not the language. */
const operations: Readonly<
  Record<string, (context: ForgeContext, variables: Variables) => Promise<unknown>>
> = { createCommitOnBranch };

export function isGraphqlPath(path: string): boolean {
  return path === '/api/graphql' || path === '/api/v3/graphql';
}

function rootFieldOf(query: string): string | undefined {
  const uncommented = query.replace(/#[^\n]*/g, ' ');
  return /^\s*(?:query|mutation)\b[^{]*\{\s*(\w+)/.exec(uncommented)?.[1];
}

function failure(type: string, message: string): Reply {
  return jsonReply(200, { data: null, errors: [{ type, message }] });
}

/** Answers one GraphQL operation; like GitHub, with status 200 and `errors` when it goes wrong. */
export async function handleGraphql(context: ForgeContext, request: ForgeRequest): Promise<Reply> {
  requireMember(request, context.token);
  if (request.method !== 'POST')
    throw new ForgeError('FORGE_BAD_REQUEST', 'GraphQL is called by POST.');
  const { query, variables } = await request.json(requestSchema, 'Query');
  const field = rootFieldOf(query) ?? '';
  const operation = Object.hasOwn(operations, field) ? operations[field] : undefined;
  if (!operation)
    return failure('NOT_IMPLEMENTED', `The embedded forge does not serve "${field}".`);
  try {
    return jsonReply(200, { data: { [field]: await operation(context, variables) } });
  } catch (error) {
    if (!(error instanceof ForgeError) || error.status >= 500) throw error;
    return failure(error.code, error.message);
  }
}
