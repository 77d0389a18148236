import { copied, describeCheck, file } from '../testing/describeCheck';
import { pythonFormat } from './pythonFormat';

const settings = file('pyproject.toml', '[tool.ruff]\nline-length = 40\nlint.select = ["I"]\n');

describeCheck(pythonFormat, {
  refuses: [
    {
      name: 'a copied file that nobody formatted, with the first line that differs',
      files: [settings, copied('src/a.py', 'x = 1\ny = {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}\n')],
      finds: [{ severity: 'error', file: 'src/a.py', line: 2, what: /differently/, mend: '`ruff format`' }],
    },
    {
      name: 'imports in another order',
      files: [settings, copied('src/a.py', 'import sys\nimport os\n')],
      finds: [{ severity: 'error', file: 'src/a.py', line: 1, what: /differently/, mend: '--select I' }],
    },
  ],
  passes: [
    { name: 'a formatted file', files: [settings, copied('src/a.py', 'import os\nimport sys\n')] },
    { name: 'a tree that does not use ruff', files: [file('pyproject.toml', '[tool.black]\n'), copied('src/a.py', "x = 'a'\n")] },
    {
      name: 'a file that the settings leave out, and one that does not parse',
      files: [file('ruff.toml', 'format.exclude = ["gen/**"]\n'), copied('gen/a.py', "x = 'a'\n"), copied('b.py', 'def f(:\n')],
    },
  ],
});
