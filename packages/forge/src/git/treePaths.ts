/** Characters that HFS+ ignores, so that `.g\u200cit` would be `.git` on a Mac. */
const ignoredByHfs = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;
/** `.git` as NTFS may also spell it: short name, trailing dots and blanks, alternate streams. */
const gitFolder = /^(\.git|git~1)[ .]*(:.*)?$/i;

/** Says why one path component cannot stand in a tree, or undefined; the rules of `git fsck --strict`. */
export function treeNameProblem(name: string): string | undefined {
  if (name === '') return 'an empty name';
  if (name === '.' || name === '..') return `the name "${name}"`;
  if (/[/\0]/.test(name)) return 'a slash or a null character in a name';
  if (gitFolder.test(name.replace(ignoredByHfs, ''))) return 'a name that reads as ".git"';
  if (Buffer.byteLength(name) > 255) return 'a name longer than 255 bytes';
  return undefined;
}

/** The same for a whole path, `/` between its components. */
export function treePathProblem(path: string): string | undefined {
  if (path.length > 4096) return 'a path longer than 4096 characters';
  for (const name of path.split('/')) {
    const problem = treeNameProblem(name);
    if (problem) return problem;
  }
  return undefined;
}
