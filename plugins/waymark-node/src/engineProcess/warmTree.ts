import type { RenderedFile } from '@waymark/backstage-plugin-waymark-common';

/** A bit of everything that rendered trees hold, by ending. */
const texts: Readonly<Record<string, string>> = {
  py: `"""A module."""
import os, sys
from collections.abc import Iterable
class Thing(Base):
    """A thing."""
    name: str = field(default="x", metadata={'a': [1, 2, 3], "b": None})
    async def get(self, key: str | None = None, *args: object, limit: int = 10) -> dict[str, object]:
        if key is None or not (limit > 3 and key in self.names): raise ValueError(f"no {key!r}")
        return {name: await self.load(name, limit=limit) for name in sorted(self.names) if name != key}
`,
  md: `# Title

Some *text* with \`code\`, a [link](https://example.org) and **more** of it.

- one
- two
    1. nested

| name | what |
| --- | --- |
| a | b \`c\` |

\`\`\`sh
make install
\`\`\`

> [!NOTE]
> quoted
`,
  yaml: `# comment
apiVersion: v1
kind: Thing
metadata: { name: thing, labels: { app: thing } }
spec:
  list:
  - name: a
    value: "1"
  - {name: b, value: 'x'}
  text: |
    several
    lines
  folded: >-
    one line
`,
  json: '{"name": "thing", "list": [1, 2, {"a": null}], "nested": {"deep": {"value": true}}}',
  toml: '[tool.thing]\nname = "x"\nlist = ["a", "b"]\n',
};

/** Files that a check of their own looks at. */
const files: Readonly<Record<string, string>> = {
  '.gitignore': '*.pyc\ndist/\n!keep\n',
  '.github/workflows/ci.yml': 'name: CI\non: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make test\n',
  'catalog-info.yaml': 'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: thing }\nspec: { type: service, lifecycle: production, owner: things }\n',
  'compose.yaml': 'services:\n  app:\n    image: thing:1.0.0\n',
  'openapi.json': '{"openapi": "3.1.0", "info": {"title": "Thing", "version": "1.0.0"}, "paths": {}}',
  'package.json': '{"name": "thing", "version": "1.0.0"}',
  'pyproject.toml': '[tool.ruff]\nline-length = 100\n\n[tool.ruff.lint]\nselect = ["E", "F", "I", "S"]\n',
};

/** Often enough that V8 makes machine code of what formats and checks them, before the first person waits for it. */
const rounds = 10;

/** A tree that asks for everything that formatting and verifying load and run. */
export const warmTree: readonly RenderedFile[] = [
  ...Object.entries(files),
  ...Object.entries(texts).flatMap(([ending, text]) => Array.from({ length: rounds }, (_, at) => [`${at}.${ending}`, text] as const)),
].map(([path, content]) => ({ path, content, mode: '100644', encoding: 'utf8', layer: '', policy: 'owned', source: '', rendered: true, format: true, literals: [] }));
