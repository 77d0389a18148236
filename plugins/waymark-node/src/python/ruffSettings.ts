import type { TreeFile } from '@waymark/backstage-plugin-waymark-common';
import { parse } from 'smol-toml';
import { foldersUp, folderOf, joinPath, pathWithin } from '../treeFiles/filePath';
import { pathPatterns } from '../treeFiles/pathPatterns';
import { withoutStandardModules } from './withoutStandardModules';

type Table = Readonly<Record<string, unknown>>;

/** The settings of ruff that hold for a folder of the tree, as ruff's own command line would find them. */
export interface RuffSettings {
  /** The file that they stand in; none where the tree has no settings. */
  readonly file?: string;
  /** Options of a ruff workspace. What only a command line with a disk can use is left out. */
  readonly options: Table;
  readonly sortsImports: boolean;
  excludes(path: string, tool: 'lint' | 'format'): boolean;
  ignores(path: string, code: string): boolean;
}

/** Finds the settings for each Python file: the nearest `.ruff.toml`, `ruff.toml` or `pyproject.toml` with `[tool.ruff]`. */
export function ruffSettings(files: readonly TreeFile[]): (path: string) => RuffSettings {
  const byPath = new Map(files.map(file => [file.path, file]));
  const cache = new Map<string, RuffSettings | undefined>();
  const defaults = new Map<string, RuffSettings>();

  const inFolder = (folder: string): RuffSettings | undefined => {
    if (!cache.has(folder)) cache.set(folder, read(folder));
    return cache.get(folder);
  };
  const read = (folder: string): RuffSettings | undefined => {
    const project = table(toml(byPath.get(joinPath(folder, 'pyproject.toml'))));
    for (const name of ['.ruff.toml', 'ruff.toml', 'pyproject.toml']) {
      const file = byPath.get(joinPath(folder, name));
      const found = name === 'pyproject.toml' ? table(project?.tool)?.ruff : toml(file);
      const settings = table(found);
      if (file && settings) return describe(folder, settings, { files, file: file.path, project });
    }
    return undefined;
  };
  /** Ruff then still asks the nearest project for its version of Python. */
  const withoutSettings = (path: string): RuffSettings => {
    const places = foldersUp(folderOf(path)).map(folder => joinPath(folder, 'pyproject.toml'));
    const place = places.find(name => table(table(toml(byPath.get(name)))?.project)?.['requires-python'] !== undefined) ?? '';
    const settings = defaults.get(place) ?? describe('', {}, { files, project: table(toml(byPath.get(place))) });
    defaults.set(place, settings);
    return settings;
  };
  return path => {
    for (const folder of foldersUp(folderOf(path))) {
      const settings = inFolder(folder);
      if (settings) return settings;
    }
    return withoutSettings(path);
  };
}

interface Origin {
  readonly files: readonly TreeFile[];
  readonly file?: string;
  readonly project?: Table | undefined;
}

function describe(folder: string, settings: Table, { files, file, project }: Origin): RuffSettings {
  const lint = table(settings.lint) ?? {};
  const exclude = settings.exclude === undefined ? defaultExclude : strings(settings.exclude);
  const everywhere = pathPatterns([...exclude, ...strings(settings['extend-exclude'])]);
  const byTool = {
    lint: pathPatterns(strings(lint.exclude)),
    format: pathPatterns(strings(table(settings.format)?.exclude)),
  };
  const perFile = Object.entries({ ...table(lint['per-file-ignores']), ...table(lint['extend-per-file-ignores']) }).map(([pattern, codes]) => ({
    matches: pathPatterns([pattern]),
    codes: strings(codes),
  }));
  const targetVersion = settings['target-version'] ?? targetOf(table(project?.project)?.['requires-python']);
  return {
    ...(file !== undefined && { file }),
    options: {
      ...without(settings, ['required-version', 'extend']),
      ...(targetVersion !== undefined && { 'target-version': targetVersion }),
      lint: { ...without(lint, ['per-file-ignores', 'extend-per-file-ignores']), isort: { ...table(lint.isort), 'known-first-party': firstParty(folder, settings, files) } },
    },
    sortsImports: selects(lint, 'I001'),
    excludes: (path, tool) => everywhere(pathWithin(folder, path)) || byTool[tool](pathWithin(folder, path)),
    ignores: (path, code) =>
      perFile.some(rule => rule.codes.some(start => covers(start, code)) && rule.matches(pathWithin(folder, path))),
  };
}

/** Ruff's own, as far as a rendered tree can hold them. */
const defaultExclude = [
  '.direnv', '.eggs', '.git', '.mypy_cache', '.nox', '.pyenv', '.pytest_cache', '.pytype', '.ruff_cache', '.tox', '.venv',
  '.vscode', '__pypackages__', '_build', 'buck-out', 'dist', 'node_modules', 'site-packages', 'venv',
];

/** Ruff looks on the disk for the modules of the project itself; the workspace has no disk, so they are named. */
function firstParty(folder: string, settings: Table, files: readonly TreeFile[]): readonly string[] {
  const isort = table(table(settings.lint)?.isort) ?? {};
  const known = strings(isort['known-first-party']);
  const placedElsewhere = [
    ...['known-third-party', 'known-local-folder', 'extra-standard-library'].flatMap(key => strings(isort[key])),
    ...Object.values(table(isort.sections) ?? {}).flatMap(strings),
  ];
  const roots = (settings.src === undefined ? ['.', 'src'] : strings(settings.src)).map(root =>
    root.replace(/^\.\/?/, '').replace(/\/+$/, ''),
  );
  const modules = new Set<string>();
  for (const root of roots) {
    const base = [folder, root].filter(part => part !== '').join('/');
    for (const { path } of files) {
      if (!/\.pyi?$/.test(path) || (base !== '' && !path.startsWith(`${base}/`))) continue;
      const module = pathWithin(base, path).split('/')[0]?.replace(/\.pyi?$/, '');
      if (module !== undefined && /^[A-Za-z_]\w*$/.test(module) && !placedElsewhere.includes(module)) modules.add(module);
    }
  }
  // A folder of the project may have the name of a standard module; to ruff it is the standard module then.
  return [...known, ...withoutStandardModules([...modules].sort())];
}

/** `>=3.12` → `py312`; ruff takes the lower bound too. */
function targetOf(requiresPython: unknown): string | undefined {
  if (typeof requiresPython !== 'string') return undefined;
  const minor = /(?:>=|==|~=|>)\s{0,5}3\.(\d{1,2})/.exec(requiresPython)?.[1];
  return minor === undefined ? undefined : `py3${minor}`;
}

/** The most precise selector wins, and at equal length `ignore` does. */
function selects(lint: Table, code: string): boolean {
  const longest = (key: string) =>
    Math.max(-1, ...strings(lint[key]).filter(start => covers(start, code)).map(start => (start === 'ALL' ? 0 : start.length)));
  const selected = Math.max(longest('select'), longest('extend-select'));
  return selected > Math.max(longest('ignore'), longest('extend-ignore'));
}

function covers(selector: string, code: string): boolean {
  return selector === 'ALL' || (code.startsWith(selector) && !/^[A-Z]/.test(code.slice(selector.length)));
}

function without(settings: Table, names: readonly string[]): Table {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !names.includes(name)));
}

function toml(file: TreeFile | undefined): unknown {
  if (file?.encoding !== 'utf8') return undefined;
  try {
    return parse(file.content);
  } catch {
    // The check `toml-parses` names it.
    return undefined;
  }
}

function table(value: unknown): Table | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : undefined;
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}
