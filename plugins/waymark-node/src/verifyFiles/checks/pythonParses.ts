import { ruffSettings } from '../../python/ruffSettings';
import { type RuffDiagnostic, withRuff } from '../../python/withRuff';
import type { Check } from '../check';
import { textFiles } from '../textFiles';

export const pythonParses: Check = {
  name: 'python-parses',
  title: 'Every Python file parses, in the version of Python that the tree asks for',
  select: tree => textFiles(tree, /\.pyi?$/),
  run: (files, tree) => {
    const settingsFor = ruffSettings(tree.files);
    return withRuff(workspaceFor =>
      files.flatMap(file => {
        const version = settingsFor(file.path).options['target-version'];
        const known = typeof version === 'string' && /^py3\d{1,2}$/.test(version);
        const workspace = workspaceFor({ ...(known && { 'target-version': version }), lint: { select: [] } });
        const [first] = workspace.check(file.content) as readonly RuffDiagnostic[];
        // Whatever else the parser says follows from the first error.
        return [first].filter(diagnostic => diagnostic !== undefined).map(({ message, start_location }) => ({
          severity: 'error' as const,
          file: file.path,
          line: start_location.row,
          what: `This is not Python: ${message}.`,
          mend: 'Correct the template; print values with the `python` filter and names with the model’s safe identifiers.',
        }));
      }),
    );
  },
};
