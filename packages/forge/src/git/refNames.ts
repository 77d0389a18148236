const forbidden = /[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\//u;

/**
 * Says why a full ref name cannot be taken, or undefined.
 * The rules are those of git-check-ref-format, and stricter: only branches and tags, no part that
 * starts with `-` (it would read as an option on somebody's command line), at most 200 characters.
 */
export function refNameProblem(name: string): string | undefined {
  if (!/^refs\/(heads|tags)\/./.test(name)) return 'only refs/heads/ and refs/tags/ are kept here';
  if (name.length > 200) return 'the name is longer than 200 characters';
  if (forbidden.test(name)) return 'the name has a character or sequence that git forbids';
  for (const part of name.split('/').slice(2)) {
    if (part.startsWith('.') || part.startsWith('-')) return 'a part starts with "." or "-"';
    if (part.endsWith('.') || part.endsWith('.lock')) return 'a part ends with "." or ".lock"';
    if (part === '' || part === '@' || part === 'HEAD') return 'a part is empty, "@" or "HEAD"';
  }
  return undefined;
}

export function branchRef(branch: string): string {
  return `refs/heads/${branch}`;
}

/** `refs/heads/x` → `x`; undefined for tags. */
export function branchOfRef(name: string): string | undefined {
  return name.startsWith('refs/heads/') ? name.slice('refs/heads/'.length) : undefined;
}
