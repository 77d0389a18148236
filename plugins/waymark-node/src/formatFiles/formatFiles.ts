import type { RenderedFile } from '@waymark/backstage-plugin-waymark-common';
import { helmTemplates } from '../treeFiles/helmTemplates';
import { formatPython } from './formatPython';
import { prettierFormatter } from './prettierFormatter';

/** Beyond it a file is data, not text that a person wrote; a formatter would only burn time on it. */
const largestFile = 1024 * 1024;

/**
 * Formats the rendered text files of a tree with the code's own formatter (ruff, prettier) and the settings that the tree itself
 * carries. A file that does not parse is given back as it is: the verify stage names it. Copied files are never touched.
 */
export async function formatFiles(files: readonly RenderedFile[]): Promise<readonly RenderedFile[]> {
  const isHelmTemplate = helmTemplates(files.map(file => file.path));
  const wanted = files.filter(
    file =>
      file.rendered &&
      file.format &&
      file.encoding === 'utf8' &&
      file.content.length <= largestFile &&
      !isHelmTemplate(file.path),
  );
  const formatted = new Map(formatPython(wanted, files));
  const prettier = prettierFormatter(files);
  for (const file of wanted) {
    const content = await prettier(file);
    if (content !== undefined) formatted.set(file.path, content);
  }
  return files.map(file => {
    const content = formatted.get(file.path);
    return content === undefined || content === file.content ? file : { ...file, content };
  });
}
