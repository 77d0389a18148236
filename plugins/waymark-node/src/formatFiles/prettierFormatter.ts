import type { TreeFile } from '@waymark/backstage-plugin-waymark-common';
import type { Plugin } from 'prettier';
import type * as Prettier from 'prettier/standalone';
import { loadModule } from '../loadModule';
import { fileName } from '../treeFiles/filePath';
import { prettierSettings } from './prettierSettings';

const endings = /\.(?:json|ya?ml|md|[cm]?[jt]s|[jt]sx)$/;
const plugins = ['babel', 'estree', 'typescript', 'yaml', 'markdown'];

/**
 * Formats a file with prettier, or gives nothing where prettier has nothing to say. It is the standalone build: it reads no file,
 * so no settings, plugin or ignore list is taken from the disk of the machine.
 */
export function prettierFormatter(tree: readonly TreeFile[]): (file: TreeFile) => Promise<string | undefined> {
  const settingsFor = prettierSettings(tree);
  return async file => {
    if (!endings.test(file.path)) return undefined;
    const prettier = loadModule<typeof Prettier>('prettier/standalone');
    const loaded = plugins.map(name => loadModule<Plugin>(`prettier/plugins/${name}`));
    const languages = loaded.flatMap(plugin => plugin.languages ?? []);
    const name = fileName(file.path);
    const language =
      languages.find(({ filenames }) => filenames?.includes(name)) ??
      languages.find(({ extensions }) => extensions?.some(extension => name.endsWith(extension)));
    const parser = language?.parsers[0];
    if (parser === undefined) return undefined;
    try {
      return await prettier.format(file.content, { ...settingsFor(file.path), parser, plugins: loaded });
    } catch {
      // It does not parse: the verify stage names it.
      return undefined;
    }
  };
}
