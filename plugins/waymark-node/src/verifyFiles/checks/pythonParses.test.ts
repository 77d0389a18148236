import { describeCheck, file } from '../testing/describeCheck';
import { pythonParses } from './pythonParses';

describeCheck(pythonParses, {
  refuses: [
    {
      name: 'a name that is no identifier, with its line',
      files: [file('src/a.py', 'x = 1\nclass Order Line:\n    pass\n')],
      finds: [{ severity: 'error', file: 'src/a.py', line: 2, what: /as Python/, mend: /safe identifiers/ }],
    },
    {
      name: 'syntax that the asked version does not have',
      files: [file('pyproject.toml', '[project]\nrequires-python = ">=3.9"\n'), file('a.py', 'match 1:\n    case 1:\n        pass\n')],
      finds: [{ severity: 'error', file: 'a.py', line: 1, what: /match/, mend: /template/ }],
    },
    {
      name: 'brackets that fill the stack, and the next file all the same',
      files: [file('a.py', '('.repeat(120_000)), file('b.py', 'x =\n')],
      finds: [
        { severity: 'error', file: 'a.py', line: 1, what: /nests too deeply/, mend: /template/ },
        { severity: 'error', file: 'b.py', line: 1, what: /Expected an expression/, mend: /template/ },
      ],
    },
    {
      name: 'a file that is too large to be parsed',
      files: [file('a.py', '#'.repeat(1_100_000))],
      finds: [{ severity: 'error', file: 'a.py', line: 1, what: /over 128 KiB/, mend: /template/ }],
    },
    {
      name: 'a stub that does not parse',
      files: [file('a.pyi', 'def f(: ...\n')],
      finds: [{ severity: 'error', file: 'a.pyi', line: 1, what: /as Python/, mend: /template/ }],
    },
  ],
  passes: [
    {
      name: 'new syntax where the version has it',
      files: [file('pyproject.toml', '[project]\nrequires-python = ">=3.12"\n[tool.ruff]\n'), file('a.py', 'def f[T](x: T) -> T:\n    return x\n')],
    },
    { name: 'lint that is no syntax', files: [file('a.py', 'import os\n')] },
    { name: 'an empty module', files: [file('src/__init__.py', '')] },
  ],
});
