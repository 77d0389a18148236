import type { TreeUrl } from '../repoHost/RepoHost';

/** Takes `…/owner/repo[/tree|blob/<ref>[/<path>]]` apart. Like Backstage's reader it takes the first segment alone as the ref. */
export function parseGithubTreeUrl(address: string): TreeUrl | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const [owner, name, kind, ref, ...rest] = decoded(url.pathname.split('/').filter(Boolean));
  if (!owner || !name) return null;
  const repoUrl = `${url.origin}/${owner}/${name.replace(/\.git$/, '')}`;
  if (!kind || !ref || !['tree', 'blob', 'edit', 'raw'].includes(kind)) return { repoUrl, ref: null, path: '' };
  return { repoUrl, ref, path: rest.join('/') };
}

/** Nothing where a part is not encoded as an address has to be. */
function decoded(parts: readonly string[]): readonly string[] {
  try {
    return parts.map(decodeURIComponent);
  } catch {
    return [];
  }
}
