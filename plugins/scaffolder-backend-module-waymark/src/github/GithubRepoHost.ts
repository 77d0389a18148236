import type { GithubCredentialsProvider, GithubIntegration } from '@backstage/integration';
import { z } from 'zod';
import type { RepoAnswer, RepoHost, RepoId, RepoTraces, TreeUrl } from '../repoHost/RepoHost';
import { type GithubClient, createGithubClient } from './createGithubClient';
import { parseGithubTreeUrl } from './parseGithubTreeUrl';

const repoSchema = z.object({
  id: z.union([z.number(), z.string()]).transform(String),
  full_name: z.string(),
  homepage: z.string().nullish(),
  created_at: z.coerce.date(),
});
const listSchema = z.array(z.unknown());
const commitSchema = z.object({ commit: z.object({ tree: z.object({ sha: z.string() }) }) });

/** GitHub, GitHub Enterprise, and what speaks their API. */
export class GithubRepoHost implements RepoHost {
  readonly #integration: GithubIntegration;
  readonly #call: GithubClient;
  readonly #origin: string;

  constructor(integration: GithubIntegration, credentials: GithubCredentialsProvider) {
    const { config } = integration;
    this.#integration = integration;
    // The integration names the host alone; a host on plain http shows in the address of its own API.
    const api = config.apiBaseUrl ? new URL(config.apiBaseUrl) : undefined;
    this.#origin = `${api?.host === config.host ? api.protocol : 'https:'}//${config.host}`;
    this.#call = createGithubClient({ config, credentials, webUrl: repo => this.webUrl(repo) });
  }

  nameProblem({ owner, name }: RepoId): string | undefined {
    // Managed users have an underscore, and old names what new ones may not have.
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(owner)) return `"${owner}" is no name of a user or an organisation`;
    if (!/^[A-Za-z0-9._-]{1,100}$/.test(name) || /^\.{1,2}$|\.git$/.test(name)) {
      return `"${name}" is no name of a repo: letters, digits, dots, dashes and underscores, 100 at most`;
    }
    return undefined;
  }

  webUrl(repo: RepoId): string {
    return `${this.#origin}/${repo.owner}/${repo.name}`;
  }

  fileUrl(repo: RepoId, file: { readonly branch: string; readonly path: string }): string {
    return this.#integration.resolveUrl({
      url: file.path.startsWith('/') ? file.path : `/${file.path}`,
      base: `${this.webUrl(repo)}/blob/${file.branch}`,
    });
  }

  parseTreeUrl(address: string): TreeUrl | null {
    return parseGithubTreeUrl(address);
  }

  rootUrl({ repoUrl, ref }: Pick<TreeUrl, 'repoUrl' | 'ref'>): string {
    return ref === null ? repoUrl : `${repoUrl}/tree/${encodeURIComponent(ref)}`;
  }

  async find(repo: RepoId): Promise<RepoAnswer> {
    const { status, body: found } = await this.#call({ repo, schema: repoSchema, expect: [301, 302, 307, 308, 404] });
    if (status === 404) return { state: 'absent' };
    if (!found) return { state: 'moved' };
    return {
      state: 'found',
      repo: { id: found.id, fullName: found.full_name, homepage: found.homepage ?? null, createdAt: found.created_at },
    };
  }

  async traces(repo: RepoId): Promise<RepoTraces> {
    const hidden: string[] = [];
    const count = async (path: string) => {
      // 409: the repo is empty. 404: the repo has no such thing; pull requests can be switched off. 403: not for these credentials.
      const { status, body = [] } = await this.#call({ repo, path, schema: listSchema, expect: [403, 404, 409] });
      if (status === 403) hidden.push(path.slice(1).replace(/\?.*/, ''));
      return body.length;
    };
    return {
      commits: await count('/commits?per_page=2'),
      branches: await count('/branches?per_page=2'),
      pullRequests: await count('/pulls?state=all&per_page=2'),
      hidden,
    };
  }

  async treeId(repo: RepoId, ref: string): Promise<string | undefined> {
    // 404: no such repo, branch or commit. 409: the repo is empty. 422: no such commit.
    const { body } = await this.#call({ repo, path: `/commits/${encodeURIComponent(ref)}`, schema: commitSchema, expect: [404, 409, 422] });
    return body?.commit.tree.sha;
  }

  async setHomepage(repo: RepoId, homepage: string): Promise<void> {
    await this.#call({ method: 'PATCH', repo, body: { homepage } });
  }

  async remove(repo: RepoId): Promise<'removed' | 'refused'> {
    const { status } = await this.#call({ method: 'DELETE', repo, expect: [403, 404] });
    return status === 403 ? 'refused' : 'removed';
  }
}
