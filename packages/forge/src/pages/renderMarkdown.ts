import MarkdownIt from 'markdown-it';
import { Html } from './html';

/** Where relative links of a document lead: folders of its repo, as page and as raw file. */
export interface LinkBases {
  readonly page: string;
  readonly raw: string;
}

const isAbsolute = /^([a-z][a-z\d+.-]*:|\/|#)/i;

function relativeTo(base: string, link: string): string {
  const [, path = '', tail = ''] = /^([^?#]*)(.*)$/.exec(link) ?? [];
  const resolved = new URL(path, `http://forge${base}/`).pathname;
  return `${resolved}${tail}`;
}

/** Renders Markdown. Raw HTML in it is shown as text, and links with `javascript:` and the like stay text. */
export function renderMarkdown(text: string, bases: LinkBases): Html {
  const markdown = new MarkdownIt({ html: false, linkify: false });
  markdown.core.ruler.push('repo_links', state => {
    for (const token of state.tokens.flatMap(block => [block, ...(block.children ?? [])])) {
      const attribute = token.type === 'image' ? 'src' : 'href';
      const link = token.attrGet(attribute);
      if (link === null || isAbsolute.test(link)) continue;
      const base = token.type === 'image' ? bases.raw : bases.page;
      token.attrSet(attribute, relativeTo(base, link));
    }
  });
  return new Html(markdown.render(text));
}
