import { type ForgeContext } from '../ForgeContext';
import { type TreeEntry } from '../git/objectFormat';
import { type Reply } from '../http/reply';
import { type OpenRepo } from '../rest/repoRequest';
import { repoPageUrl } from '../rest/views';
import { breadcrumbs } from './breadcrumbs';
import { firstLine, isBinary, timeOf } from './formatting';
import { html, type Html } from './html';
import { renderPage } from './layout';
import { pageUrl } from './pageUrls';
import { type RefPath } from './refPath';
import { renderMarkdown } from './renderMarkdown';

const longestReadme = 512 * 1024;

function cloneLine(context: ForgeContext, { repo }: OpenRepo): Html {
  return html`<p class="clone">
    <span class="muted">Clone</span> <code>git clone ${repoPageUrl(context, repo)}.git</code>
  </p>`;
}

function row({ repo }: OpenRepo, { ref, path }: RefPath, entry: TreeEntry): Html {
  const kind = entry.type === 'tree' ? 'tree' : 'blob';
  const label = entry.type === 'tree' ? 'Folder' : entry.mode === '120000' ? 'Link' : 'File';
  const href = pageUrl(repo, kind, ref, path, entry.name);
  const name =
    entry.type === 'commit' ? html`${entry.name}` : html`<a href="${href}">${entry.name}</a>`;
  return html`<tr>
    <td class="kind ${label.toLowerCase()}"><span class="visually-hidden">${label}</span></td>
    <td>${name}</td>
  </tr>`;
}

async function readme(
  { repo, store }: OpenRepo,
  at: RefPath,
  entries: readonly TreeEntry[],
): Promise<Html> {
  const file = entries.find(
    ({ name, type }) => type === 'blob' && /^readme(\.(md|txt))?$/i.test(name),
  );
  const content = file && (await store.readBlob(file.id));
  if (!file || !content || content.length > longestReadme || isBinary(content)) return html``;
  const text = content.toString('utf8');
  const bases = {
    page: pageUrl(repo, 'blob', at.ref, at.path),
    raw: pageUrl(repo, 'raw', at.ref, at.path),
  };
  const body = /\.md$/i.test(file.name) ? renderMarkdown(text, bases) : html`<pre>${text}</pre>`;
  return html`<article class="readme" aria-label="${file.name}">${body}</article>`;
}

/** A repo without any branch. */
export function emptyRepoPage(context: ForgeContext, open: OpenRepo): Reply {
  const body = html`<section class="empty">
    <h2>This repository is empty</h2>
    ${cloneLine(context, open)}
  </section>`;
  return renderPage({ title: open.repo.name, repo: open.repo, tab: 'code', body });
}

/** A folder: its last commit, what is in it, and its README. */
export async function treePage(
  context: ForgeContext,
  open: OpenRepo,
  at: RefPath & { readonly tree: string },
): Promise<Reply> {
  const { repo, store } = open;
  const commit = await store.readCommit(at.commit);
  const entries = [...(await store.readTree(at.tree))].sort(
    (a, b) => Number(b.type === 'tree') - Number(a.type === 'tree') || (a.name < b.name ? -1 : 1),
  );
  const body = html`${breadcrumbs(repo, at)}
    <p class="last-commit">
      <a href="${pageUrl(repo, 'commit', commit.id)}">${firstLine(commit.message)}</a>
      <span class="muted"
        >${commit.author.name}, ${timeOf(commit.committer)},
        <code>${commit.id.slice(0, 7)}</code></span
      >
    </p>
    <table class="files">
      <caption class="visually-hidden">
        Files of ${at.path || repo.name}
      </caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">Kind</th>
          <th scope="col">Name</th>
        </tr>
      </thead>
      <tbody>
        ${entries.map(entry => row(open, at, entry))}
      </tbody>
    </table>
    ${at.path === '' ? cloneLine(context, open) : ''} ${await readme(open, at, entries)}`;
  const title = at.path === '' ? `${repo.owner}/${repo.name}` : `${at.path} · ${repo.name}`;
  return renderPage({ title, repo, tab: 'code', body });
}
