import { describeCheck, file } from '../testing/describeCheck';
import { tomlParses } from './tomlParses';

describeCheck(tomlParses, {
  refuses: [
    {
      name: 'a value without quotes, with its line',
      files: [file('pyproject.toml', '[project]\nname = "x"\nversion = 1.x\n')],
      finds: [{ severity: 'error', file: 'pyproject.toml', line: 3, what: /not TOML/, mend: /`toml` filter/ }],
    },
    {
      name: 'a table that is defined twice',
      files: [file('a/b.toml', '[a]\nx = 1\n[a]\ny = 2\n')],
      finds: [{ severity: 'error', file: 'a/b.toml', line: 3, what: /not TOML/, mend: /template/ }],
    },
  ],
  passes: [
    { name: 'tables, arrays of tables and dates', files: [file('a.toml', 'd = 2026-01-01\n[a.b]\nx = 1\n[[c]]\ny = "${{ z }}"\n')] },
  ],
});
