import { encodePath } from '../rest/views';
import { type RepoRecord } from '../storage/repoRecord';

type PageKind = 'tree' | 'blob' | 'raw' | 'commits' | 'commit';

/** Path of a repo's page: `/owner/name`, or `/owner/name/kind/ref/path`. */
export function pageUrl(
  { owner, name }: Pick<RepoRecord, 'owner' | 'name'>,
  kind?: PageKind,
  ...rest: readonly string[]
): string {
  const tail = rest.filter(part => part !== '').map(encodePath);
  return ['', owner, name, ...(kind ? [kind] : []), ...tail].join('/');
}
