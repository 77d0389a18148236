import { describeCheck, file } from '../testing/describeCheck';
import { packageJson } from './packageJson';

describeCheck(packageJson, {
  refuses: [
    {
      name: 'a name and a version that npm refuses, with their lines',
      files: [file('package.json', '{\n  "name": "Order Service",\n  "version": "one"\n}\n')],
      finds: [
        { severity: 'error', file: 'package.json', line: 2, what: /"name"/, mend: /docs\.npmjs\.com/ },
        { severity: 'error', file: 'package.json', line: 2, what: /capital letters/, mend: /template/ },
        { severity: 'error', file: 'package.json', line: 3, what: /"version".*semver/, mend: /template/ },
      ],
    },
    {
      name: 'scripts that are no map, in a nested package',
      files: [file('web/package.json', '{\n  "private": true,\n  "name": "web",\n  "version": "0.1.0",\n  "scripts": []\n}\n')],
      finds: [{ severity: 'error', file: 'web/package.json', line: 5, what: /"scripts".*array/, mend: /template/ }],
    },
    {
      name: 'what is no object',
      files: [file('package.json', 'null\n')],
      finds: [{ severity: 'error', file: 'package.json', line: 1, what: /no object/, mend: /npm/ }],
    },
  ],
  passes: [
    { name: 'a private package without a version', files: [file('package.json', '{ "private": true, "workspaces": ["a/*"] }')] },
    {
      name: 'a complete package',
      files: [file('package.json', '{ "name": "@acme/x", "version": "1.0.0", "type": "module", "engines": { "node": ">=22" }, "dependencies": { "a": "^1.0.0" } }')],
    },
    { name: 'another JSON file', files: [file('package-lock.json', '{ "name": 1 }')] },
  ],
});
