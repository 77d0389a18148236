import { type GithubCredentialsProvider, type GithubIntegrationConfig } from '@backstage/integration';
import { WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import type { RepoId } from '../repoHost/RepoHost';

export interface GithubRequest {
  readonly method?: 'GET' | 'PATCH' | 'DELETE';
  readonly repo: RepoId;
  /** Below `/repos/{owner}/{name}`. */
  readonly path?: string;
  readonly body?: unknown;
  /** Statuses that the caller has an answer for, beside 2xx. */
  readonly expect?: readonly number[];
}

export interface GithubResponse {
  readonly status: number;
  readonly body: unknown;
}

export type GithubClient = (request: GithubRequest) => Promise<GithubResponse>;

/** A 403 of the rate limit says nothing about rights. */
function isRateLimited({ status, headers }: Response): boolean {
  return status === 429 || (status === 403 && (headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after')));
}

const timeoutMs = 30_000;

/** Calls GitHub's REST API with the integration's credentials. Redirects are answers: a renamed repo is not followed. */
export function createGithubClient(options: {
  readonly config: GithubIntegrationConfig;
  readonly credentials: GithubCredentialsProvider;
  readonly webUrl: (repo: RepoId) => string;
}): GithubClient {
  return async ({ method = 'GET', repo, path = '', body, expect = [] }) => {
    const { headers } = await options.credentials.getCredentials({ url: options.webUrl(repo) });
    const address = `/repos/${encodeURIComponent(repo.owner)}/${encodeURIComponent(repo.name)}${path}`;
    const failed = (what: string, cause?: unknown) =>
      new WaymarkError({
        code: 'REPO_HOST_FAILED',
        stage: 'publish',
        message: `${repo.host}: ${method} ${address} ${what}`,
        cause,
      });
    let response: Response;
    try {
      response = await fetch(`${options.config.apiBaseUrl}${address}`, {
        method,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          ...headers,
          Accept: 'application/vnd.github+json',
          'X-GitHub-Api-Version': '2022-11-28',
          'User-Agent': 'waymark',
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (error) {
      throw failed(`was not answered: ${(error as Error).message}. Is the host up, and its integration's apiBaseUrl right?`, error);
    }
    const text = await response.text();
    if (isRateLimited(response)) throw failed('was refused by the rate limit; try again later');
    if (response.ok || expect.includes(response.status)) {
      return { status: response.status, body: text && response.ok ? JSON.parse(text) : undefined };
    }
    throw failed(`answered ${response.status}: ${text.slice(0, 300)}`);
  };
}
