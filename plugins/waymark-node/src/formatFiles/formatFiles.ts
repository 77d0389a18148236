import { type RenderedFile, WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import { helmTemplates } from '../treeFiles/helmTemplates';
import { OutOfTime } from '../withinTime';
import { formatByPrettier } from './formatByPrettier';
import { formatPython } from './formatPython';

/** By ending, in characters. Beyond it a file is data, not text that a person wrote, and a formatter needs kilobytes of memory for each character of it. */
const largest: readonly (readonly [RegExp, number])[] = [
  [/\.py$/, 128 * 1024],
  [/\.json$/, 256 * 1024],
  [/./, 64 * 1024],
];

/**
 * Formats the rendered text files of a tree with the code's own formatter (ruff, prettier) and the settings that the tree itself
 * carries. A file that does not parse is given back as it is: the verify stage names it. Copied files are never touched.
 * @throws WaymarkError `RENDER_FAILED` for a text with which a formatter does not come to an end.
 */
export async function formatFiles(files: readonly RenderedFile[]): Promise<readonly RenderedFile[]> {
  const isHelmTemplate = helmTemplates(files.map(file => file.path));
  const wanted = files.filter(
    file =>
      file.rendered &&
      file.format &&
      file.encoding === 'utf8' &&
      file.content.length <= largestOf(file.path) &&
      !isHelmTemplate(file.path),
  );
  const formatted = new Map([...unlessStuck(() => formatPython(wanted, files)), ...unlessStuck(() => formatByPrettier(wanted, files))]);
  return files.map(file => {
    const content = formatted.get(file.path);
    return content === undefined || content === file.content ? file : { ...file, content };
  });
}

function largestOf(path: string): number {
  return largest.find(([ending]) => ending.test(path))?.[1] ?? 0;
}

/** A file that is formatted on a fast machine and not on a slow one would be another file each time: so it is refused. */
function unlessStuck<T>(format: () => T): T {
  try {
    return format();
  } catch (error) {
    if (!(error instanceof OutOfTime)) throw error;
    throw new WaymarkError({
      code: 'RENDER_FAILED',
      stage: 'format',
      message: 'A rendered file cannot be formatted.',
      problems: [{ severity: 'error', ...(error.path !== undefined && { file: error.path }), what: `the formatter does not come to an end with it: ${error.message}`, mend: 'correct what the template prints, or switch the formatter off for it (`format: false` in layer.yaml)' }],
      cause: error,
    });
  }
}
