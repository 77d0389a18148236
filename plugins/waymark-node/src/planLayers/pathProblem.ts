const reserved = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$/i;
const limits = { path: 1024, name: 255 } as const;

/** Why a path must not be written, as words that follow "which"; undefined where it is safe on every system. */
export function pathProblem(path: string): string | undefined {
  if (path === '' || path.startsWith('/')) return 'is not a path below the repo';
  if (Buffer.byteLength(path) > limits.path) return `is longer than ${limits.path} bytes`;
  for (const name of path.split('/')) {
    if (name === '' || name === '.' || name === '..') return 'has an empty or a relative part';
    // eslint-disable-next-line no-control-regex -- these are the characters that are refused
    if (/[\u0000-\u001f\u007f\\:*?"<>|]/.test(name)) return 'has a character that not every system takes';
    if (name.endsWith('.') || name.endsWith(' ')) return 'has a part that ends with a dot or a space';
    if (/^(\.git|git~\d+)$/i.test(name.normalize('NFKC').replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, ''))) return 'is inside a .git folder';
    if (reserved.test(name)) return 'has a name that Windows keeps for a device';
    if (Buffer.byteLength(name) > limits.name) return `has a name longer than ${limits.name} bytes`;
  }
  return undefined;
}
