import { type RuffDiagnostic, withRuff } from './withRuff';

/** Leaves out the names of Python's standard library, by asking ruff where it would put an import of each. */
export function withoutStandardModules(names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  return withRuff(workspaceFor => {
    const workspace = workspaceFor({ lint: { select: ['I001'] } });
    return names.filter(name => {
      const [diagnostic] = workspace.check(`import a_module_of_others\nimport ${name}\n`) as readonly RuffDiagnostic[];
      // Only modules of different origins are parted by an empty line.
      return !diagnostic?.fix?.edits.some(({ content }) => content?.includes('\n\nimport'));
    });
  });
}
