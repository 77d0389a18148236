import { type GithubCredentialsProvider, type GithubIntegrationConfig } from '@backstage/integration';
import { WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import type { z } from 'zod';
import { answerInTime } from '../answerInTime';
import type { RepoId } from '../repoHost/RepoHost';

export interface GithubRequest<Body> {
  readonly method?: 'GET' | 'PATCH' | 'DELETE';
  readonly repo: RepoId;
  /** Below `/repos/{owner}/{name}`. */
  readonly path?: string;
  readonly body?: unknown;
  /** What the answer to a call that went well holds; without it nobody reads the answer. */
  readonly schema?: z.ZodType<Body>;
  /** Statuses that the caller has an answer for, beside 2xx. */
  readonly expect?: readonly number[];
}

export interface GithubResponse<Body> {
  readonly status: number;
  /** Undefined where the status is not 2xx. */
  readonly body: Body | undefined;
}

export type GithubClient = <Body = undefined>(request: GithubRequest<Body>) => Promise<GithubResponse<Body>>;

/** A 403 of the rate limit says nothing about rights. */
function isRateLimited({ status, headers }: Response): boolean {
  return status === 429 || (status === 403 && (headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after')));
}

/** "fetch failed" says nothing; why it did is in its cause. */
function reasonOf(error: Error & { readonly cause?: { readonly message?: string; readonly code?: string } }): string {
  return error.cause?.message || error.cause?.code || error.message;
}

/** Calls GitHub's REST API with the integration's credentials. Redirects are answers: a renamed repo is not followed. */
export function createGithubClient(options: {
  readonly config: GithubIntegrationConfig;
  readonly credentials: GithubCredentialsProvider;
  readonly webUrl: (repo: RepoId) => string;
}): GithubClient {
  return async ({ method = 'GET', repo, path = '', body, schema, expect = [] }) => {
    const address = `/repos/${encodeURIComponent(repo.owner)}/${encodeURIComponent(repo.name)}${path}`;
    const failed = (what: string, cause?: unknown) =>
      new WaymarkError({
        code: 'REPO_HOST_FAILED',
        stage: 'publish',
        message: `${repo.host}: ${method} ${address} ${what}`,
        cause,
      });
    const call = async (signal: AbortSignal) => {
      const { headers } = await options.credentials.getCredentials({ url: options.webUrl(repo) });
      const response = await fetch(`${options.config.apiBaseUrl}${address}`, {
        method,
        redirect: 'manual',
        signal,
        headers: {
          ...headers,
          Accept: 'application/vnd.github+json',
          'X-GitHub-Api-Version': '2022-11-28',
          'User-Agent': 'waymark',
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { response, text: await response.text() };
    };
    const { response, text } = await answerInTime(call).catch(error => {
      throw failed(`was not answered: ${reasonOf(error)}. Is the host up, and its integration's apiBaseUrl right?`, error);
    });
    if (isRateLimited(response)) throw failed('was refused by the rate limit; try again later');
    if (!response.ok && !expect.includes(response.status)) throw failed(`answered ${response.status}: ${text.slice(0, 300)}`);
    try {
      return { status: response.status, body: response.ok ? schema?.parse(JSON.parse(text)) : undefined };
    } catch (error) {
      throw failed(`answered ${response.status} with something that is not GitHub's: ${text.slice(0, 300)}`, error);
    }
  };
}
