import { foldedPath } from '../treeFiles/filePath';

const reserved = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\..*)?$/i;
/** YAML takes keys of up to 1,024 characters, and paths are keys of the waymark. */
const limits = { path: 1000, name: 255 } as const;

/** Why a path must not be written, as words that follow "which"; undefined where it is safe on every system. */
export function pathProblem(path: string): string | undefined {
  if (path === '' || path.startsWith('/')) return 'is not a path below the repo';
  // Whoever reads a waymark into an object would lose it.
  if (path === '__proto__') return 'cannot be the key of an object';
  if (Buffer.byteLength(path) > limits.path) return `is longer than ${limits.path} bytes`;
  for (const name of path.split('/')) {
    if (name === '' || name === '.' || name === '..') return 'has an empty or a relative part';
    if (/[\p{Cc}\p{Cs}\\:*?"<>|]/u.test(name)) return 'has a character that not every system takes';
    // Some systems leave them out of names, so that `.g…it` is `.git`.
    if (/[\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(name)) return 'has an invisible character';
    if (name.endsWith('.') || name.endsWith(' ')) return 'has a part that ends with a dot or a space';
    if (/^(\.git|git~\d+)$/.test(foldedPath(name))) return 'is inside a .git folder';
    if (reserved.test(name)) return 'has a name that Windows keeps for a device';
    if (Buffer.byteLength(name) > limits.name) return `has a name longer than ${limits.name} bytes`;
  }
  return undefined;
}
