import { describeCheck, file } from '../testing/describeCheck';
import { jsonParses } from './jsonParses';

describeCheck(jsonParses, {
  refuses: [
    {
      name: 'a trailing comma, with its line',
      files: [file('a.json', '{\n  "a": 1,\n}\n')],
      finds: [{ severity: 'error', file: 'a.json', line: 3, what: /not JSON: property name expected/, mend: /`json` filter/ }],
    },
    {
      name: 'a comment where the reader takes none',
      files: [file('openapi.json', '{\n  // x\n  "a": 1 }\n')],
      finds: [{ severity: 'error', file: 'openapi.json', line: 2, what: /invalid comment token/, mend: /template/ }],
    },
    {
      name: 'a file that stops too early',
      files: [file('a.json', '{\n"a": [1,\n')],
      finds: [{ severity: 'error', file: 'a.json', line: 3, what: /not JSON/, mend: /template/ }],
    },
    {
      name: 'brackets that fill the stack',
      files: [file('a.json', '['.repeat(1_000_000))],
      finds: [{ severity: 'error', file: 'a.json', line: 1, what: /nests too deeply/, mend: /template/ }],
    },
    {
      name: 'an empty file',
      files: [file('a.json', '')],
      finds: [{ severity: 'error', file: 'a.json', line: 1, what: /not JSON/, mend: /template/ }],
    },
  ],
  passes: [
    { name: 'plain JSON', files: [file('a.json', '{"a": [1, null]}')] },
    {
      name: 'comments and trailing commas where their tools take them',
      files: ['tsconfig.json', 'tsconfig.build.json', '.vscode/settings.json', '.devcontainer/devcontainer.json', 'a.jsonc'].map(path =>
        file(path, '{\n  // why\n  "a": [1,],\n}\n'),
      ),
    },
  ],
});
