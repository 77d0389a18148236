import { notFound } from '../errors';
import { type ForgeContext } from '../ForgeContext';
import { type Reply } from '../http/reply';
import { type RepoRecord } from '../storage/repoRecord';
import { countOf } from './formatting';
import { html, type Html } from './html';
import { renderPage } from './layout';
import { pageUrl } from './pageUrls';

function repoItem(repo: RepoRecord): Html {
  const pushed = repo.pushedAt
    ? html`pushed <time datetime="${repo.pushedAt}">${repo.pushedAt.slice(0, 10)}</time>`
    : 'empty';
  return html`<li>
    <h2>
      <a href="${pageUrl(repo)}">${repo.owner}/<strong>${repo.name}</strong></a>
      <span class="badge">${repo.visibility}</span>
    </h2>
    ${repo.description ? html`<p>${repo.description}</p>` : ''}
    <p class="muted">
      ${repo.topics.map(topic => html`<span class="topic">${topic}</span> `)}${pushed}
    </p>
  </li>`;
}

/** All repos, or those of one owner. */
export function repoListPage(context: ForgeContext, owner?: string): Reply {
  const wanted = owner?.toLowerCase();
  const repos = context.repos.list().filter(repo => !wanted || repo.owner.toLowerCase() === wanted);
  const known = !owner || repos.length > 0 || context.accounts.find(owner);
  if (!known) throw notFound();
  const heading = owner ?? 'Repositories';
  const body = html`<h1>${heading}</h1>
    <p class="muted">${countOf(repos.length, 'repository').replace(/ys$/, 'ies')}</p>
    ${
      repos.length > 0
        ? html`<ul class="repos">
            ${repos.map(repoItem)}
          </ul>`
        : html`<p class="empty">
            Nothing yet. A service that you create in the portal appears here.
          </p>`
    }`;
  return renderPage({ title: heading, body });
}
