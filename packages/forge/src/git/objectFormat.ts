import { ForgeError } from '../errors';
import { isObjectId } from './objectIds';
import { treeNameProblem } from './treePaths';

export type ObjectType = 'commit' | 'tree' | 'blob' | 'tag';
export type FileMode = '100644' | '100755' | '120000' | '040000' | '160000';

export interface TreeEntry {
  readonly name: string;
  readonly mode: FileMode;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly id: string;
}

export interface Person {
  readonly name: string;
  readonly email: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  /** As git writes it: `+0200`. */
  readonly zone: string;
}

export interface Commit {
  readonly id: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Person;
  readonly committer: Person;
  readonly message: string;
}

const modes: Readonly<Record<string, FileMode>> = {
  '100644': '100644',
  '100664': '100644',
  '100755': '100755',
  '120000': '120000',
  '40000': '040000',
  '160000': '160000',
};

export function entryTypeOf(mode: FileMode): TreeEntry['type'] {
  if (mode === '040000') return 'tree';
  return mode === '160000' ? 'commit' : 'blob';
}

function malformed(what: string): ForgeError {
  return new ForgeError('FORGE_BAD_PACK', `Malformed object: ${what}.`);
}

/** Git's order of a tree: bytewise, a folder as if its name ended in `/`. */
function sortKey(entry: TreeEntry): Buffer {
  return Buffer.from(entry.type === 'tree' ? `${entry.name}/` : entry.name);
}

/** Reads a tree object as strictly as `git fsck --strict`: modes, names, order, no duplicates. */
export function parseTree(content: Buffer): readonly TreeEntry[] {
  const entries: TreeEntry[] = [];
  const names = new Set<string>();
  let previous: Buffer | undefined;
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(0x20, at);
    const end = content.indexOf(0, space);
    if (space < 0 || end < 0 || end + 21 > content.length) throw malformed('a tree is cut off');
    const mode = modes[content.toString('latin1', at, space)];
    const name = content.toString('utf8', space + 1, end);
    if (!mode) throw malformed('a tree entry has an unknown mode');
    const problem = treeNameProblem(name);
    if (problem) throw malformed(`a tree entry has ${problem}`);
    if (names.has(name)) throw malformed(`a tree names ${JSON.stringify(name)} twice`);
    names.add(name);
    const id = content.toString('hex', end + 1, end + 21);
    const entry = { name, mode, type: entryTypeOf(mode), id };
    const key = sortKey(entry);
    if (previous && previous.compare(key) >= 0) throw malformed('a tree is not sorted');
    previous = key;
    entries.push(entry);
    at = end + 21;
  }
  return entries;
}

const personPattern = /^([^<>\n]*?) ?<([^<>\n]*)> (\d{1,15}) ([+-]\d{4})$/;

function parsePerson(line: string | undefined, role: string): Person {
  const match = line?.startsWith(`${role} `) && personPattern.exec(line.slice(role.length + 1));
  if (!match) throw malformed(`a commit has no valid ${role} line`);
  const [, name = '', email = '', timestamp, zone = '+0000'] = match;
  return { name, email, timestamp: Number(timestamp), zone };
}

function idAfter(line: string | undefined, word: string): string | undefined {
  const id = line?.startsWith(`${word} `) ? line.slice(word.length + 1) : '';
  return isObjectId(id) ? id : undefined;
}

export function parseCommit(id: string, content: Buffer): Commit {
  const text = content.toString('utf8');
  const headerEnd = text.indexOf('\n\n');
  const lines = (headerEnd < 0 ? text : text.slice(0, headerEnd)).split('\n');
  const tree = idAfter(lines.shift(), 'tree');
  if (!tree) throw malformed('a commit names no tree');
  const parents: string[] = [];
  for (let parent = idAfter(lines[0], 'parent'); parent; parent = idAfter(lines[0], 'parent')) {
    parents.push(parent);
    lines.shift();
  }
  const author = parsePerson(lines[0], 'author');
  const committer = parsePerson(lines[1], 'committer');
  const message = headerEnd < 0 ? '' : text.slice(headerEnd + 2);
  return { id, tree, parents, author, committer, message };
}

/** The object that an annotated tag names. */
export function parseTag(content: Buffer): { readonly object: string; readonly type: ObjectType } {
  const match = /^object ([0-9a-f]{40})\ntype (commit|tree|blob|tag)\ntag /.exec(
    content.toString('utf8', 0, 200),
  );
  if (!match) throw malformed('a tag names no object');
  return { object: match[1] as string, type: match[2] as ObjectType };
}
