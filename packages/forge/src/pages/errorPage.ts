import { type Reply } from '../http/reply';
import { html } from './html';
import { renderPage } from './layout';

export interface PageProblem {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function renderErrorPage({ status, message, headers }: PageProblem): Reply {
  const title = status === 404 ? 'There is nothing here' : 'That did not work';
  const body = html`<section class="empty">
    <h1>${title}</h1>
    <p>
      ${message === 'Not Found' ? 'The address leads to no repository, file or commit of this forge.' : message}
    </p>
    <p><a href="/">All repositories</a></p>
  </section>`;
  return renderPage({ title, body, status, headers });
}
