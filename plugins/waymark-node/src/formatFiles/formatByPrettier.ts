import type { TreeFile } from '@waymark/backstage-plugin-waymark-common';
import { fileName } from '../treeFiles/filePath';
import { prettierSettings } from './prettierSettings';
import { type PrettierJob, prettierLanguages, runPrettier } from './runPrettier';

const endings = /\.(?:json|ya?ml|md|[cm]?[jt]s|[jt]sx)$/;

/** Formats what prettier has something to say of; the rest, and what does not parse, is not in the result. @throws OutOfTime */
export function formatByPrettier(files: readonly TreeFile[], tree: readonly TreeFile[]): ReadonlyMap<string, string> {
  const known = files.filter(({ path }) => endings.test(path));
  if (known.length === 0) return new Map();
  const settingsFor = prettierSettings(tree);
  const jobs = known.flatMap(({ path, content }): readonly PrettierJob[] => {
    const parser = parserFor(fileName(path));
    return parser === undefined ? [] : [{ path, content, options: { ...settingsFor(path), parser } }];
  });
  const texts = runPrettier(jobs);
  return new Map(jobs.flatMap(({ path }, index) => {
    const text = texts[index];
    return text === undefined ? [] : [[path, text] as const];
  }));
}

function parserFor(name: string): string | undefined {
  const languages = prettierLanguages();
  const language =
    languages.find(({ filenames }) => filenames?.includes(name)) ??
    languages.find(({ extensions }) => extensions?.some(extension => name.endsWith(extension)));
  return language?.parsers[0];
}
