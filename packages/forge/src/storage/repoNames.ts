/** GitHub's rule for accounts: letters, digits and single inner dashes. */
const ownerPattern = /^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}$/i;
const repoPattern = /^[\w.][\w.-]{0,99}$/;
/** First path segments that are the forge's own. */
const reservedOwners = new Set(['api', 'login', 'settings']);

export function isOwnerName(name: string): boolean {
  return ownerPattern.test(name) && !reservedOwners.has(name.toLowerCase());
}

/** Letters, digits, `.`, `_` and `-`, never with `-` in front; no name that is a file-name trap. */
export function isRepoName(name: string): boolean {
  return (
    repoPattern.test(name) && !/^\.{1,2}$/.test(name) && !/\.(git|lock|atom|wiki)$/i.test(name)
  );
}

/** Names are compared without case, as GitHub does. */
export function repoKey(owner: string, name: string): string {
  return `${owner}/${name}`.toLowerCase();
}
