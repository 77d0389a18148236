import { withRuff } from './withRuff';

/** Leaves out the names of Python's standard library, by asking ruff where it would put an import of each. */
export function withoutStandardModules(names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  return withRuff([], ruff =>
    names.filter(name => {
      const [diagnostic] = ruff.check(`import a_module_of_others\nimport ${name}\n`, { lint: { select: ['I001'] } });
      // Only modules of different origins are parted by an empty line.
      return !diagnostic?.fix?.edits.some(({ content }) => content?.includes('\n\nimport'));
    }),
  );
}
