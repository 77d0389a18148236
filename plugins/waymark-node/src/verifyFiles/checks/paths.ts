import { foldersUp, folderOf } from '../../treeFiles/filePath';
import type { Check, Finding, Tree } from '../check';

const longestName = 255;
const longestPath = 400;
/** Windows has devices of these names in every folder, with any ending. */
const deviceName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

export const paths: Check = {
  name: 'paths',
  title: 'Every path is safe and can be checked out on Linux, macOS and Windows',
  select: tree => tree.files,
  run: (files, tree) => [
    ...files.flatMap(({ path }) => faultsOf(path).map(what => finding(path, what))),
    ...collisions(tree),
  ],
};

function finding(file: string, what: string): Finding {
  return {
    severity: 'error',
    file,
    what,
    mend: 'Change the file’s name in the layer, or the expression in it, so that it prints a plain relative path.',
  };
}

function faultsOf(path: string): readonly string[] {
  const parts = path.split('/');
  const faults: string[] = [];
  if (path === '' || path.startsWith('/') || /^[A-Za-z]:/.test(path)) faults.push('The path is not relative.');
  else if (parts.some(part => part === '' || part === '.' || part === '..')) faults.push('The path has an empty, `.` or `..` part.');
  if (parts.some(isGitFolder)) faults.push('The path leads into a .git folder.');
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f\\<>:"|?*]/.test(path)) faults.push('The path has a character that a file system refuses (control, \\ < > : " | ? *).');
  if (parts.some(part => deviceName.test(part))) faults.push('A part of the path is the name of a device on Windows.');
  if (parts.some(part => /[. ]$/.test(part) && part !== '.' && part !== '..')) faults.push('A part of the path ends in a dot or a space, which Windows drops.');
  if (path !== path.normalize('NFC')) faults.push('The path is not in Unicode’s NFC form.');
  if (path.length > longestPath || parts.some(part => Buffer.byteLength(part) > longestName)) {
    faults.push(`The path is longer than ${longestPath} characters, or a part of it than ${longestName} bytes.`);
  }
  return faults;
}

/** As git itself judges it for macOS (ignorable characters) and Windows (short names, endings, streams). */
function isGitFolder(part: string): boolean {
  const folded = part
    .normalize('NFKC')
    .replace(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g, '')
    .toLowerCase();
  return /^(?:\.git|git~\d)[ .]{0,255}(?::|$)/.test(folded);
}

function collisions({ files }: Tree): readonly Finding[] {
  const fold = (path: string) => path.normalize('NFC').toLowerCase();
  const seen = new Map<string, string>();
  const folders = new Map<string, string>();
  for (const { path } of files) {
    for (const folder of foldersUp(folderOf(path))) if (folder !== '') folders.set(fold(folder), folder);
  }
  return files.flatMap(({ path }) => {
    const key = fold(path);
    const other = seen.get(key) ?? folders.get(key);
    if (other !== undefined) return [finding(path, `On many machines this is the same path as ${other}.`)];
    seen.set(key, path);
    return [];
  });
}
