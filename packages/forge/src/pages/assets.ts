import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Reply } from '../http/reply';
import { stylesheet } from './stylesheet';

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="#0f766e" d="M11 2h2v3h6l3 3-3 3h-6v2h6v6H5l-3-3 3-3h6v-2H5V5h6z"/><path fill="#0f766e" d="M11 19h2v3h-2z"/></svg>`;

const diffStyleFile = join(
  dirname(require.resolve('diff2html/package.json')),
  'bundles/css/diff2html.min.css',
);
/** diff2html's own style sheet, read once. */
let diffStyle: Promise<string> | undefined;

async function contentOf(
  path: string,
): Promise<readonly [type: string, content: string] | undefined> {
  switch (path) {
    case '/-/forge.css':
      return ['text/css', stylesheet];
    case '/-/icon.svg':
    case '/favicon.ico':
      return ['image/svg+xml', icon];
    case '/-/diff.css':
      diffStyle ??= readFile(diffStyleFile, 'utf8');
      return ['text/css', await diffStyle];
    default:
      return undefined;
  }
}

/** The few files that pages need; below `/-/`, where no owner can be. */
export async function assetOf(path: string): Promise<Reply | undefined> {
  const [type, body] = (await contentOf(path)) ?? [];
  if (type === undefined || body === undefined) return undefined;
  const headers = { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'max-age=300' };
  return { status: 200, headers, body };
}
