import { ruffSettings } from '../../python/ruffSettings';
import { type Ruff, RuffOverflow, withRuff } from '../../python/withRuff';
import type { Check } from '../check';
import { largestCode, textFiles } from '../textFiles';

export const pythonParses: Check = {
  name: 'python-parses',
  title: 'Every Python file parses, in the version of Python that the tree asks for',
  select: tree => textFiles(tree, /\.pyi?$/),
  run: (files, tree) => {
    const settingsFor = ruffSettings(tree.files);
    return withRuff(files, ruff =>
      files.flatMap(file => {
        const version = settingsFor(file.path).options['target-version'];
        const known = typeof version === 'string' && /^py3\d{1,2}$/.test(version);
        // Whatever else the parser says follows from the first error.
        const error = firstError(file.content, { ...(known && { 'target-version': version }), lint: { select: [] } }, ruff);
        if (error === undefined) return [];
        return [
          {
            severity: 'error' as const,
            file: file.path,
            line: error.line,
            what: `This cannot be read as Python: ${error.message}.`,
            mend: 'Correct the template; print values with the `python` filter and names with the model’s safe identifiers.',
          },
        ];
      }),
    );
  },
};

function firstError(text: string, options: object, ruff: Ruff): { readonly line: number; readonly message: string } | undefined {
  if (text.length > largestCode) return { line: 1, message: 'it has over 128 KiB, more than is parsed here' };
  try {
    const [first] = ruff.check(text, options);
    return first && { line: first.start_location.row, message: first.message };
  } catch (error) {
    if (error instanceof RuffOverflow) return { line: 1, message: error.message };
    throw error;
  }
}
