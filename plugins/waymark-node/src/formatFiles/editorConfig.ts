import type { TreeFile } from '@waymark/backstage-plugin-waymark-common';
import { folderOf, foldersUp, joinPath, pathWithin } from '../treeFiles/filePath';
import { pathPatterns } from '../treeFiles/pathPatterns';

interface Section {
  matches(path: string): boolean;
  readonly properties: Record<string, string>;
}

interface EditorConfig {
  readonly isRoot: boolean;
  readonly sections: readonly Section[];
}

/** The part of `.editorconfig` that prettier heeds too, as options of prettier. */
export function editorConfig(tree: readonly TreeFile[]): (path: string) => Readonly<Record<string, unknown>> {
  const configs = new Map(
    tree
      .filter(file => file.encoding === 'utf8' && /(?:^|\/)\.editorconfig$/.test(file.path))
      .map(file => [file.path, readConfig(file.content)]),
  );
  return path => {
    const properties: Record<string, string>[] = [];
    for (const folder of foldersUp(folderOf(path))) {
      const config = configs.get(joinPath(folder, '.editorconfig'));
      const own = (config?.sections ?? []).filter(section => section.matches(pathWithin(folder, path)));
      properties.unshift(...own.map(section => section.properties));
      if (config?.isRoot) break;
    }
    return toOptions(Object.assign({}, ...properties));
  };
}

function readConfig(text: string): EditorConfig {
  let isRoot = false;
  const sections: Section[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line.startsWith('[') && line.endsWith(']')) {
      sections.push({ matches: pathPatterns(withoutBraces(line.slice(1, -1))), properties: {} });
    } else if (line.includes('=') && !/^[#;]/.test(line)) {
      const name = line.slice(0, line.indexOf('=')).trim().toLowerCase();
      const value = line.slice(line.indexOf('=') + 1).trim().toLowerCase();
      const section = sections.at(-1);
      if (section) section.properties[name] = value;
      else if (name === 'root') isRoot = value === 'true';
    }
  }
  return { isRoot, sections };
}

/** `*.{json,yml}` → `*.json`, `*.yml`; one pair of braces, as nearly all files have. */
function withoutBraces(pattern: string): readonly string[] {
  const open = pattern.indexOf('{');
  const close = pattern.indexOf('}', open);
  if (open === -1 || close === -1) return [pattern];
  const [before, after] = [pattern.slice(0, open), pattern.slice(close + 1)];
  return pattern.slice(open + 1, close).split(',').map(choice => `${before}${choice.trim()}${after}`);
}

function toOptions(properties: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const size = Number(properties.indent_size === 'tab' ? properties.tab_width : (properties.indent_size ?? properties.tab_width));
  const width = Number(properties.max_line_length);
  return {
    ...(properties.indent_style !== undefined && { useTabs: properties.indent_style === 'tab' }),
    ...(Number.isInteger(size) && size > 0 && size <= 16 && { tabWidth: size }),
    ...(properties.max_line_length === 'off' && { printWidth: 1000 }),
    ...(Number.isInteger(width) && width > 0 && width <= 1000 && { printWidth: width }),
  };
}
