import { type Account } from '../accounts';
import { type ForgeContext } from '../ForgeContext';
import { type Commit, type Person } from '../git/objectFormat';
import { type RepoRecord } from '../storage/repoRecord';

/** GitHub gives whole seconds. */
function inSeconds(iso: string): string {
  return iso.replace(/\.\d+Z$/, 'Z');
}

function apiUrl(context: ForgeContext, path: string): string {
  return `${context.origin}/api/v3${path}`;
}

export function repoApiUrl(context: ForgeContext, { owner, name }: RepoRecord, tail = ''): string {
  return apiUrl(context, `/repos/${owner}/${name}${tail}`);
}

export function repoPageUrl(context: ForgeContext, { owner, name }: RepoRecord): string {
  return `${context.origin}/${owner}/${name}`;
}

/** A path as it stands in a URL: each component encoded, slashes kept. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

export function accountView(context: ForgeContext, { login, id, type }: Account) {
  return {
    login,
    id,
    type,
    url: apiUrl(context, `/users/${login}`),
    html_url: `${context.origin}/${login}`,
  };
}

/** A repo as REST gives it. `size` is in KiB and 0 for a repo without any branch. */
export async function repoView(context: ForgeContext, record: RepoRecord) {
  const store = context.repos.git(record);
  const refs = await store.listRefs();
  const size = refs.length === 0 ? 0 : Math.ceil((await store.diskBytes()) / 1024);
  const url = repoApiUrl(context, record);
  const page = repoPageUrl(context, record);
  const owner = context.accounts.find(record.owner) ?? {
    login: record.owner,
    id: 0,
    type: 'User' as const,
  };
  return {
    id: record.id,
    name: record.name,
    full_name: `${record.owner}/${record.name}`,
    owner: accountView(context, owner),
    private: record.visibility !== 'public',
    visibility: record.visibility,
    description: record.description,
    homepage: record.homepage,
    topics: record.topics,
    default_branch: record.defaultBranch,
    size,
    fork: false,
    archived: false,
    disabled: false,
    has_issues: false,
    has_wiki: false,
    created_at: inSeconds(record.createdAt),
    updated_at: inSeconds(record.updatedAt),
    pushed_at: record.pushedAt && inSeconds(record.pushedAt),
    permissions: { admin: true, maintain: true, push: true, triage: true, pull: true },
    url,
    html_url: page,
    clone_url: `${page}.git`,
    git_url: `${page}.git`,
    archive_url: `${url}/{archive_format}{/ref}`,
    blobs_url: `${url}/git/blobs{/sha}`,
    branches_url: `${url}/branches{/branch}`,
    commits_url: `${url}/commits{/sha}`,
    contents_url: `${url}/contents/{+path}`,
    trees_url: `${url}/git/trees{/sha}`,
    ...record.settings,
  };
}

function personView({ name, email, timestamp }: Person) {
  return { name, email, date: inSeconds(new Date(timestamp * 1000).toISOString()) };
}

/** A commit as the git data API gives it. */
export function gitCommitView(context: ForgeContext, record: RepoRecord, commit: Commit) {
  const { id, tree, parents } = commit;
  const url = (kind: string, sha: string) => repoApiUrl(context, record, `/git/${kind}/${sha}`);
  return {
    sha: id,
    url: url('commits', id),
    html_url: `${repoPageUrl(context, record)}/commit/${id}`,
    author: personView(commit.author),
    committer: personView(commit.committer),
    message: commit.message.replace(/\n$/, ''),
    tree: { sha: tree, url: url('trees', tree) },
    parents: parents.map(sha => ({ sha, url: url('commits', sha) })),
  };
}

/** A commit as the repo's commit list gives it. */
export function commitView(context: ForgeContext, record: RepoRecord, commit: Commit) {
  const { sha, html_url, parents, ...gitCommit } = gitCommitView(context, record, commit);
  const url = repoApiUrl(context, record, `/commits/${sha}`);
  return { sha, url, html_url, commit: gitCommit, author: null, committer: null, parents };
}
