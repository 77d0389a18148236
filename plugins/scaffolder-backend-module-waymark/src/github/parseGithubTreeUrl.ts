import type { TreeUrl } from '../repoHost/RepoHost';

/** Takes `…/owner/repo[/tree|blob/<ref>[/<path>]]` apart. Like Backstage's reader it takes the first segment alone as the ref. */
export function parseGithubTreeUrl(address: string): TreeUrl | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const [owner, name, kind, ref, ...rest] = url.pathname.split('/').filter(Boolean).map(decodeURIComponent);
  if (!owner || !name) return null;
  const repoUrl = `${url.origin}/${owner}/${name.replace(/\.git$/, '')}`;
  if (!kind || !ref || !['tree', 'blob', 'edit', 'raw'].includes(kind)) return { repoUrl, ref: null, path: '' };
  return { repoUrl, ref, path: rest.join('/') };
}
