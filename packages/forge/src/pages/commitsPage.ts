import { listCommits } from '../git/history';
import { type Commit } from '../git/objectFormat';
import { type ForgeRequest } from '../http/ForgeRequest';
import { type Reply } from '../http/reply';
import { type OpenRepo } from '../rest/repoRequest';
import { type RepoRecord } from '../storage/repoRecord';
import { firstLine, timeOf } from './formatting';
import { html, type Html } from './html';
import { renderPage } from './layout';
import { pageUrl } from './pageUrls';
import { type RefPath } from './refPath';

function item(repo: RepoRecord, commit: Commit): Html {
  const href = pageUrl(repo, 'commit', commit.id);
  return html`<li>
    <a href="${href}">${firstLine(commit.message)}</a>
    <span class="muted"
      >${commit.author.name}, ${timeOf(commit.committer)},
      <code>${commit.id.slice(0, 7)}</code></span
    >
  </li>`;
}

/** The history of a branch, tag or commit, a page at a time. */
export async function commitsPage(
  { repo, store }: OpenRepo,
  at: RefPath,
  request: ForgeRequest,
): Promise<Reply> {
  const { number, skip, limit } = request.page();
  const commits = await listCommits(store, at.commit, { skip, limit: limit + 1 });
  const url = pageUrl(repo, 'commits', at.ref);
  const newer = number > 1 ? html`<a rel="prev" href="${url}?page=${number - 1}">Newer</a>` : '';
  const older =
    commits.length > limit ? html`<a rel="next" href="${url}?page=${number + 1}">Older</a>` : '';
  const body = html`<h2>Commits of <span class="ref">${at.ref}</span></h2>
    <ol class="commits">
      ${commits.slice(0, limit).map(commit => item(repo, commit))}
    </ol>
    <nav class="pager" aria-label="Pages">${newer} ${older}</nav>`;
  return renderPage({ title: `Commits · ${repo.name}`, repo, tab: 'commits', body });
}
