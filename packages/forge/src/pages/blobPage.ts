import { type TreeFile } from '../git/readTreePaths';
import { type Reply } from '../http/reply';
import { type OpenRepo } from '../rest/repoRequest';
import { breadcrumbs } from './breadcrumbs';
import { countOf, isBinary, sizeOf } from './formatting';
import { html, type Html } from './html';
import { renderPage } from './layout';
import { pageUrl } from './pageUrls';
import { isShownImage } from './rawFile';
import { type RefPath } from './refPath';
import { renderMarkdown } from './renderMarkdown';

const longestShown = 1024 * 1024;

function numberedLines(text: string): { readonly view: Html; readonly count: number } {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const rows = lines.map((line, index) => {
    const number = index + 1;
    return html`<tr id="L${number}">
      <td class="number"><a href="#L${number}" aria-label="Line ${number}">${number}</a></td>
      <td class="line">${line}</td>
    </tr>`;
  });
  const view = html`<div class="scroll" tabindex="0" role="region" aria-label="Content">
    <table class="code">
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
  return { view, count: lines.length };
}

/** A file: text with line numbers, Markdown rendered above its source, pictures as pictures. */
export async function blobPage(
  { repo, store }: OpenRepo,
  at: RefPath,
  file: TreeFile,
): Promise<Reply> {
  const content = await store.readBlob(file.id);
  const raw = pageUrl(repo, 'raw', at.ref, at.path);
  const about = [sizeOf(content.length)];
  const shown: Html[] = [];
  if (isShownImage(file.name)) {
    shown.push(html`<p class="picture"><img src="${raw}" alt="${file.name}" /></p>`);
  } else if (content.length > longestShown || isBinary(content)) {
    const why = isBinary(content) ? 'This file is binary.' : 'This file is too large to be shown.';
    shown.push(html`<p class="empty">${why} <a href="${raw}">Open it as it is.</a></p>`);
  } else {
    const text = content.toString('utf8');
    const { view, count } = numberedLines(text);
    about.unshift(countOf(count, 'line'));
    if (/\.md$/i.test(file.name)) {
      const folder = at.path.split('/').slice(0, -1).join('/');
      const bases = {
        page: pageUrl(repo, 'blob', at.ref, folder),
        raw: pageUrl(repo, 'raw', at.ref, folder),
      };
      shown.push(
        html`<article class="readme">${renderMarkdown(text, bases)}</article>
          <h2>Source</h2>`,
      );
    }
    shown.push(view);
  }
  if (file.mode === '100755') about.push('executable');
  if (file.mode === '120000') about.push('symbolic link');
  const body = html`${breadcrumbs(repo, at)}
    <p class="muted">${about.join(' · ')} · <a href="${raw}">Raw</a></p>
    ${shown}`;
  return renderPage({ title: `${at.path} · ${repo.name}`, repo, tab: 'code', body });
}
