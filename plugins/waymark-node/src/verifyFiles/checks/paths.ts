import { pathProblem } from '../../planLayers/pathProblem';
import { foldedPath, foldersUp, folderOf } from '../../treeFiles/filePath';
import type { Check, Finding, Tree } from '../check';

export const paths: Check = {
  name: 'paths',
  title: 'Every path is safe and can be checked out on Linux, macOS and Windows',
  select: tree => tree.files,
  run: (files, tree) => [
    ...files.flatMap(({ path }) => {
      const what = faultOf(path);
      return what === undefined ? [] : [finding(path, what)];
    }),
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

function faultOf(path: string): string | undefined {
  const problem = pathProblem(path);
  if (problem !== undefined) return `The path ${problem}.`;
  if (path !== path.normalize('NFC')) return 'The path is not in Unicode’s NFC form.';
  return undefined;
}

function collisions({ files }: Tree): readonly Finding[] {
  const seen = new Map<string, string>();
  const folders = new Map<string, string>();
  for (const { path } of files) {
    for (const folder of foldersUp(folderOf(path))) if (folder !== '') folders.set(foldedPath(folder), folder);
  }
  return files.flatMap(({ path }) => {
    const key = foldedPath(path);
    const other = seen.get(key) ?? folders.get(key);
    if (other !== undefined) return [finding(path, `On many machines this is the same path as ${other}.`)];
    seen.set(key, path);
    return [];
  });
}
