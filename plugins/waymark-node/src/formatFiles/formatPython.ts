import type { TreeFile } from '@waymark/backstage-plugin-waymark-common';
import { type RuffSettings, ruffSettings } from '../python/ruffSettings';
import { type Ruff, type RuffDiagnostic, withRuff } from '../python/withRuff';

/**
 * Sorts imports (where the tree's settings select that rule) and formats, as `ruff check --select I --fix && ruff format` would.
 * Stubs (`.pyi`) are left alone: ruff's WASM build is told no file name, so it would format them as modules.
 */
export function formatPython(
  files: readonly TreeFile[],
  tree: readonly TreeFile[],
): ReadonlyMap<string, string> {
  const python = files.filter(file => file.path.endsWith('.py'));
  if (python.length === 0) return new Map();
  const settingsFor = ruffSettings(tree);
  return withRuff(python, ruff => {
    const formatted = new Map<string, string>();
    for (const file of python) {
      const settings = settingsFor(file.path);
      if (settings.excludes(file.path, 'format')) continue;
      const content = formatModule(file, settings, ruff);
      if (content !== undefined) formatted.set(file.path, content);
    }
    return formatted;
  });
}

function formatModule(file: TreeFile, settings: RuffSettings, ruff: Ruff): string | undefined {
  try {
    const sortImports = settings.sortsImports && !settings.ignores(file.path, 'I001') && !settings.excludes(file.path, 'lint');
    const sorted = sortImports ? sortedImports(file.content, settings, ruff) : file.content;
    return ruff.format(sorted, settings.options);
  } catch {
    // Settings that ruff refuses, or text that is not Python: the checks python-lint and python-parses name them.
    return undefined;
  }
}

function sortedImports(text: string, settings: RuffSettings, ruff: Ruff): string {
  const { isort } = settings.options.lint as { readonly isort: object };
  const diagnostics = ruff.check(text, { ...settings.options, lint: { select: ['I001'], isort } });
  return applyEdits(text, diagnostics.filter(({ code }) => code === 'I001').flatMap(({ fix }) => fix?.edits ?? []));
}

type Edit = NonNullable<RuffDiagnostic['fix']>['edits'][number];

/** Edits of separate import blocks never overlap, so they are applied from the last to the first. */
function applyEdits(text: string, edits: readonly Edit[]): string {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const offset = ({ row, column }: Edit['location']) => (starts[row - 1] ?? text.length) + column - 1;
  return edits
    .map(edit => ({ start: offset(edit.location), end: offset(edit.end_location), content: edit.content ?? '' }))
    .sort((a, b) => b.start - a.start)
    .reduce((done, { start, end, content }) => done.slice(0, start) + content + done.slice(end), text);
}
