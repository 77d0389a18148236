import type { RenderedFile } from '@waymark/backstage-plugin-waymark-common';
import { helmTemplates } from '../treeFiles/helmTemplates';
import type { Tree } from './check';

/** Larger files are data; file-size names them as errors, and no parser is started on them. */
const largestParsed = 5 * 1024 * 1024;

/** Of Python, which ruff reads in quadratic time where it is hostile: half a second for this much. */
export const largestCode = 128 * 1024;

/** The text files whose path matches, those aside that are too large to be parsed. */
export function textFiles(tree: Tree, path: RegExp, largest = largestParsed): readonly RenderedFile[] {
  return tree.files.filter(
    file => file.encoding === 'utf8' && path.test(file.path) && file.content.length <= largest,
  );
}

/** The YAML files: what stands in the templates of a Helm chart is not YAML, whatever its ending. */
export function yamlFiles(tree: Tree): readonly RenderedFile[] {
  const isHelmTemplate = helmTemplates(tree.byPath.keys());
  // Waymark's own file, as it was written: with thousands of files it is larger than what somebody writes may be.
  return textFiles(tree, /\.ya?ml$/).filter(file => !isHelmTemplate(file.path) && file.layer !== 'waymark');
}
