import type { Repo } from './model';

const part = /^[A-Za-z0-9._-]{1,100}$/;

/** Reads what Backstage's RepoUrlPicker gives, `HOST?owner=acme&repo=product-catalog`; undefined if it is not that. */
export function parseRepoUrl(text: string): Repo | undefined {
  const [host = '', query = '', ...rest] = text.trim().split('?');
  const parameters = new URLSearchParams(query);
  const owner = parameters.get('owner') ?? '';
  const name = parameters.get('repo') ?? '';
  const isHost = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?(?::\d{1,5})?$/.test(host);
  if (rest.length > 0 || !isHost || ![owner, name].every(isSafePart)) return undefined;
  const isLocal = /^(?:localhost|127\.0\.0\.1)(?::|$)/.test(host);
  return { host, owner, name, url: `${isLocal ? 'http' : 'https'}://${host}/${owner}/${name}`, slug: `${owner}/${name}` };
}

function isSafePart(text: string): boolean {
  return part.test(text) && !/^\.{1,2}$/.test(text) && !text.startsWith('-');
}
