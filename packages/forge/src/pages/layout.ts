import { type Reply } from '../http/reply';
import { type RepoRecord } from '../storage/repoRecord';
import { html, type Html, type HtmlPart } from './html';
import { pageUrl } from './pageUrls';

export interface Page {
  readonly title: string;
  readonly body: HtmlPart;
  /** The repo that the page belongs to, and its tab that is open. */
  readonly repo?: RepoRecord;
  readonly tab?: 'code' | 'commits';
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

function repoHeader(repo: RepoRecord, open: Page['tab']): Html {
  const tab = (name: Page['tab'], label: string, href: string) =>
    html`<a href="${href}" ${name === open ? html` aria-current="page"` : ''}>${label}</a>`;
  return html`<div class="repo-header">
    <h1>
      <a href="/${repo.owner}">${repo.owner}</a> /
      <a href="${pageUrl(repo)}"><strong>${repo.name}</strong></a>
      <span class="badge">${repo.visibility}</span>
    </h1>
    ${repo.description ? html`<p class="description">${repo.description}</p>` : ''}
    <nav class="tabs" aria-label="Repository">
      ${tab('code', 'Code', pageUrl(repo))}
      ${tab('commits', 'Commits', pageUrl(repo, 'commits', repo.defaultBranch))}
    </nav>
  </div>`;
}

/** One page, whole. Styles come from files of the forge; there is no script anywhere. */
export function renderPage(page: Page): Reply {
  const { title, body, repo, tab, status = 200, headers } = page;
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Waymark forge</title>
        <link rel="icon" href="/-/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/-/diff.css" />
        <link rel="stylesheet" href="/-/forge.css" />
      </head>
      <body>
        <a class="skip" href="#content">Skip to content</a>
        <header class="bar">
          <a class="brand" href="/"
            ><img src="/-/icon.svg" alt="" width="22" height="22" />Waymark forge</a
          >
          <span class="muted">the demo's own Git server</span>
        </header>
        <main id="content">${repo ? repoHeader(repo, tab) : ''} ${body}</main>
      </body>
    </html> `;
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
    body: document.text,
  };
}
