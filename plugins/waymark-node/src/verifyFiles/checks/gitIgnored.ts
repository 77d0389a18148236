import type { RenderedFile } from '@waymark/backstage-plugin-waymark-common';
import ignore, { type Ignore } from 'ignore';
import { fileName, folderOf, foldersUp, joinPath, pathWithin } from '../../treeFiles/filePath';
import type { Check, Tree } from '../check';

interface Rule {
  readonly file: string;
  readonly pattern: string;
}

/** Each pattern becomes a regular expression, which every path is held against; what is larger was written by no one. */
const largestIgnoreFile = 64 * 1024;

export const gitIgnored: Check = {
  name: 'git-ignored',
  title: 'No file is ignored by the tree’s own .gitignore, so that publishing drops none',
  select: tree => (tree.files.some(file => fileName(file.path) === '.gitignore') ? tree.files : []),
  run: (files, tree) => {
    const tooLarge = tree.files.filter(file => isIgnoreFile(file) && file.content.length > largestIgnoreFile);
    if (tooLarge.length > 0) return tooLarge.map(({ path }) => ({ severity: 'error', file: path, what: 'It has over 64 KiB, more than is looked at here.', mend: 'Write fewer and wider patterns.' }));
    const ruleFor = ignoringRule(tree);
    const lineOf = lineFinderOf(tree);
    return files.flatMap(file => {
      const rule = ruleFor(file.path);
      if (rule === undefined) return [];
      const line = lineOf(rule);
      return [
        {
          severity: 'error',
          file: file.path,
          what: `Publishing would drop this file: \`${rule.pattern}\` in ${rule.file}${line === undefined ? '' : ` line ${line}`} ignores it.`,
          mend: `Narrow that pattern, add \`!/${pathWithin(folderOf(rule.file), file.path)}\` below it, or put the file elsewhere.`,
        },
      ];
    });
  },
};

/** Git's own order: the nearest .gitignore has the last word, but nothing comes back from an ignored folder. */
function ignoringRule(tree: Tree): (path: string) => Rule | undefined {
  const matchers = new Map<string, Ignore>();
  for (const file of tree.files) {
    // Names are compared without regard to case, as the publisher does.
    if (isIgnoreFile(file)) {
      matchers.set(folderOf(file.path), ignore().add(file.content));
    }
  }
  const folders = new Map<string, Rule | undefined>();

  const ofFolder = (folder: string): Rule | undefined => {
    if (folder === '') return undefined;
    if (!folders.has(folder)) folders.set(folder, ofFolder(folderOf(folder)) ?? judge(`${folder}/`, folderOf(folder)));
    return folders.get(folder);
  };
  const judge = (path: string, parent: string): Rule | undefined => {
    for (const folder of foldersUp(parent)) {
      const result = matchers.get(folder)?.test(pathWithin(folder, path));
      if (result?.unignored) return undefined;
      if (result?.ignored) return { file: joinPath(folder, '.gitignore'), pattern: result.rule?.pattern ?? '' };
    }
    return undefined;
  };
  return path => ofFolder(folderOf(path)) ?? judge(path, folderOf(path));
}

function isIgnoreFile(file: RenderedFile): boolean {
  return fileName(file.path) === '.gitignore' && file.encoding === 'utf8';
}

/** The line of a rule; the last one that reads so has the last word. */
function lineFinderOf(tree: Tree): (rule: Rule) => number | undefined {
  const lines = new Map<string, ReadonlyMap<string, number>>();
  return rule => {
    const known = lines.get(rule.file) ?? new Map(tree.byPath.get(rule.file)?.content.split('\n').map((line, index) => [line.trim(), index + 1]));
    lines.set(rule.file, known);
    return known.get(rule.pattern);
  };
}
