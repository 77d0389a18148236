import type { TreeFile } from '@waymark/backstage-plugin-waymark-common';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { fileName, folderOf, foldersUp, joinPath, pathWithin } from '../treeFiles/filePath';
import { pathPatterns } from '../treeFiles/pathPatterns';
import { editorConfig } from './editorConfig';

type Settings = Readonly<Record<string, unknown>>;

/** Plain options only: whatever names a plugin, a parser or a path stays out, since a tree must not choose code to run. */
const safeOptions: Readonly<Record<string, (value: unknown) => boolean>> = {
  printWidth: isSize, tabWidth: isSize,
  useTabs: isBoolean, semi: isBoolean, singleQuote: isBoolean, jsxSingleQuote: isBoolean, bracketSpacing: isBoolean,
  bracketSameLine: isBoolean, singleAttributePerLine: isBoolean, experimentalTernaries: isBoolean,
  quoteProps: oneOf('as-needed', 'consistent', 'preserve'),
  trailingComma: oneOf('all', 'es5', 'none'),
  arrowParens: oneOf('always', 'avoid'),
  objectWrap: oneOf('preserve', 'collapse'),
  proseWrap: oneOf('always', 'never', 'preserve'),
  endOfLine: oneOf('lf', 'crlf', 'cr', 'auto'),
  experimentalOperatorPosition: oneOf('start', 'end'),
  embeddedLanguageFormatting: oneOf('auto', 'off'),
};

const fileNames = [
  'package.json', 'package.yaml', '.prettierrc', '.prettierrc.json', '.prettierrc.yaml', '.prettierrc.yml', '.prettierrc.toml',
];

/** Finds prettier's options for a file: `.editorconfig`, and over it the nearest settings of prettier with their overrides. */
export function prettierSettings(tree: readonly TreeFile[]): (path: string) => Settings {
  const byPath = new Map(tree.map(file => [file.path, file]));
  const cache = new Map<string, Settings | undefined>();
  const fromEditorConfig = editorConfig(tree);

  const inFolder = (folder: string): Settings | undefined => {
    if (!cache.has(folder)) {
      const found = fileNames.map(name => readSettings(byPath.get(joinPath(folder, name))));
      cache.set(folder, found.find(settings => settings !== undefined));
    }
    return cache.get(folder);
  };
  return path => {
    const base = fromEditorConfig(path);
    for (const folder of foldersUp(folderOf(path))) {
      const settings = inFolder(folder);
      if (settings) return { ...base, ...safe(settings), ...overrides(settings, pathWithin(folder, path)) };
    }
    return base;
  };
}

function overrides(settings: Settings, path: string): Settings {
  const list = Array.isArray(settings.overrides) ? settings.overrides.filter(isSettings) : [];
  return list
    .filter(rule => pathPatterns(strings(rule.files))(path) && !pathPatterns(strings(rule.excludeFiles))(path))
    .reduce((options, rule) => ({ ...options, ...(isSettings(rule.options) && safe(rule.options)) }), {});
}

function readSettings(file: TreeFile | undefined): Settings | undefined {
  if (file?.encoding !== 'utf8') return undefined;
  try {
    const name = fileName(file.path);
    const value: unknown = name.endsWith('.toml') ? parseToml(file.content) : parseYaml(file.content);
    const settings = name.startsWith('package.') && isSettings(value) ? value.prettier : value;
    return isSettings(settings) ? settings : undefined;
  } catch {
    // The checks yaml-parses, json-parses and toml-parses name it.
    return undefined;
  }
}

function safe(settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([name, value]) => safeOptions[name]?.(value) === true));
}

function isSettings(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSize(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 1000;
}

function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean';
}

function oneOf(...values: readonly string[]): (value: unknown) => boolean {
  return value => values.some(known => known === value);
}

function strings(value: unknown): readonly string[] {
  return [value].flat().filter(item => typeof item === 'string');
}
