import { describeCheck, file } from '../testing/describeCheck';
import { pythonLint } from './pythonLint';

const settings = (text: string) => file('pyproject.toml', `[project]\nrequires-python = ">=3.12"\n${text}`);
const imports = 'import os\n\nimport fastapi\n\nfrom src.models import Order\n\nprint(os, fastapi, Order)\n';

describeCheck(pythonLint, {
  refuses: [
    {
      name: 'an unused import, with its line',
      files: [file('src/a.py', 'x = 1\n\nimport os\n')],
      finds: [
        { severity: 'error', file: 'src/a.py', line: 3, what: 'F401: `os` imported but unused.', mend: /rules in pyproject.toml/ },
      ],
    },
    {
      name: 'what the tree’s own rules forbid',
      files: [settings('[tool.ruff.lint]\nselect = ["B"]\n'), file('a.py', 'def f(x=[]):\n    return x\n')],
      finds: [{ severity: 'error', file: 'a.py', line: 1, what: /^B006/, mend: /B006/ }],
    },
    {
      name: 'imports of the project that are sorted among those of others',
      files: [
        settings('[tool.ruff.lint]\nselect = ["I"]\n'),
        file('src/models.py', ''),
        file('a.py', 'import fastapi\nfrom src.models import Order\n\nprint(fastapi, Order)\n'),
      ],
      finds: [{ severity: 'error', file: 'a.py', line: 1, what: /^I001/, mend: /I001/ }],
    },
    {
      name: 'an expression that fills the stack, and the next file all the same',
      files: [file('a.py', `x = ${'-'.repeat(100_000)}1\n`), file('b.py', 'import os\n')],
      finds: [
        { severity: 'error', file: 'a.py', line: 1, what: /too deeply/, mend: /Break/ },
        { severity: 'error', file: 'b.py', line: 1, what: /^F401/, mend: /F401/ },
      ],
    },
    {
      name: 'settings that ruff does not know',
      files: [settings('[tool.ruff]\nline-lenght = 100\n'), file('a.py', '')],
      finds: [{ severity: 'error', file: 'pyproject.toml', line: undefined, what: /unknown field `line-lenght`/, mend: /settings/ }],
    },
  ],
  passes: [
    { name: 'noqa', files: [file('a.py', 'import os  # noqa: F401\n')] },
    {
      name: 'what per-file-ignores allow',
      files: [
        settings('[tool.ruff.lint]\nselect = ["S", "F"]\n[tool.ruff.lint.per-file-ignores]\n"tests/**" = ["S101"]\n"__init__.py" = ["F"]\n'),
        file('tests/api/test_a.py', 'assert True\n'),
        file('src/__init__.py', 'import os\n'),
      ],
    },
    {
      name: 'what is excluded',
      files: [settings('[tool.ruff]\nextend-exclude = ["migrations"]\n'), file('src/migrations/a.py', 'import os\n')],
    },
    {
      name: 'imports of the project below those of others',
      files: [settings('[tool.ruff.lint]\nselect = ["I"]\n'), file('src/models.py', ''), file('a.py', imports)],
    },
    {
      name: 'a folder that has the name of a package of others, and settings that say so',
      files: [
        settings('[tool.ruff.lint]\nselect = ["I"]\nisort.known-third-party = ["alembic"]\n'),
        file('alembic/env.py', 'import alembic\nimport fastapi\n\nfrom src import models\n\nprint(alembic, fastapi, models)\n'),
        file('src/models.py', ''),
      ],
    },
    {
      name: 'a standard module that a folder of the project is named after, and a private module without docstrings',
      files: [
        settings('[tool.ruff.lint]\nselect = ["I", "D"]\nignore = ["D203", "D213"]\n'),
        file('src/calendar/_day.py', 'import calendar\nimport os\n\nimport fastapi\n\nprint(calendar, os, fastapi)\n\n\nclass Day:\n    pass\n'),
        file('src/calendar/__init__.py', ''),
      ],
    },
    { name: 'what is no Python at all, which another check names', files: [file('a.py', 'def f(:\n')] },
  ],
});
