import { type RepoRecord } from '../storage/repoRecord';
import { html, type Html } from './html';
import { pageUrl } from './pageUrls';
import { type RefPath } from './refPath';

/** The ref, and the way from the repo's root to a path, each step a link. */
export function breadcrumbs(repo: RepoRecord, { ref, path }: RefPath): Html {
  const parts = path.split('/').filter(part => part !== '');
  const steps = parts.map((part, index) => {
    const isLast = index === parts.length - 1;
    const href = pageUrl(repo, 'tree', ref, parts.slice(0, index + 1).join('/'));
    return isLast
      ? html` / <strong aria-current="page">${part}</strong>`
      : html` / <a href="${href}">${part}</a>`;
  });
  return html`<nav class="crumbs" aria-label="Path">
    <span class="ref" title="Branch, tag or commit">${ref}</span>
    <a href="${pageUrl(repo, 'tree', ref)}">${repo.name}</a>${steps}
  </nav>`;
}
