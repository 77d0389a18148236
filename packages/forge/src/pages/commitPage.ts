import { notFound } from '../errors';
import { isObjectId } from '../git/objectIds';
import { type Reply } from '../http/reply';
import { type OpenRepo } from '../rest/repoRequest';
import { diffView } from './diffView';
import { firstLine, timeOf } from './formatting';
import { html } from './html';
import { renderPage } from './layout';
import { pageUrl } from './pageUrls';

/** One commit: its message, who and when, and what it changed against its first parent. */
export async function commitPage({ repo, store }: OpenRepo, id: string): Promise<Reply> {
  if (!isObjectId(id)) throw notFound();
  const commit = await store.readCommit(id);
  const [parent] = commit.parents;
  const before = parent && (await store.readCommit(parent)).tree;
  const rest = commit.message.split('\n').slice(1).join('\n').trim();
  const parents = commit.parents.map(
    sha =>
      html` · parent <a href="${pageUrl(repo, 'commit', sha)}"><code>${sha.slice(0, 7)}</code></a>`,
  );
  const body = html`<h2>${firstLine(commit.message)}</h2>
    ${rest === '' ? '' : html`<pre class="message">${rest}</pre>`}
    <p class="muted">
      ${commit.author.name}, ${timeOf(commit.author)} · <code>${commit.id}</code>${parents} ·
      <a href="${pageUrl(repo, 'tree', commit.id)}">files at this commit</a>
    </p>
    ${await diffView(store, { before, after: commit.tree })}`;
  return renderPage({
    title: `${firstLine(commit.message)} · ${repo.name}`,
    repo,
    tab: 'commits',
    body,
  });
}
