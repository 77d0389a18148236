import { formatPython } from '../../formatFiles/formatPython';
import { ruffSettings } from '../../python/ruffSettings';
import type { Check, Finding } from '../check';
import { largestCode, textFiles } from '../textFiles';

export const pythonFormat: Check = {
  name: 'python-format',
  title: 'Python files are formatted as the tree’s own settings of ruff ask',
  select: tree => {
    const settingsFor = ruffSettings(tree.files);
    return textFiles(tree, /\.py$/, largestCode).filter(file => settingsFor(file.path).file !== undefined);
  },
  run: (files, tree) => {
    const formatted = formatPython(files, tree.files);
    return files.flatMap((file): readonly Finding[] => {
      const wanted = formatted.get(file.path);
      if (wanted === undefined || wanted === file.content) return [];
      return [
        {
          severity: 'error',
          file: file.path,
          line: firstDifference(file.content, wanted),
          what: 'Ruff would format this file differently from here on.',
          mend: file.rendered
            ? 'Do not switch the formatter off for it (`format: false` in layer.yaml).'
            : 'Run `ruff check --select I --fix` and `ruff format` on it: files that are copied are not formatted for you.',
        },
      ];
    });
  },
};

function firstDifference(text: string, other: string): number {
  const lines = text.split('\n');
  const others = other.split('\n');
  return lines.findIndex((line, index) => line !== others[index]) + 1 || 1;
}
