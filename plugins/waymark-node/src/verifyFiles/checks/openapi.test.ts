import { describeCheck, file } from '../testing/describeCheck';
import { openapi } from './openapi';

const document = (responses: object) =>
  `${JSON.stringify({ openapi: '3.1.0', info: { title: 'x', version: '1' }, paths: { '/orders': { get: { responses } } } }, undefined, 2)}\n`;

describeCheck(openapi, {
  refuses: [
    {
      name: 'a response without a description, with its line',
      files: [file('docs/openapi.json', document({ 200: {} }))],
      finds: [{ severity: 'error', file: 'docs/openapi.json', line: 11, what: /paths\.\/orders\.get\.responses\.200 must have required property 'description'/, mend: /template/ }],
    },
    {
      name: 'a YAML document without paths',
      files: [file('api.yaml', 'openapi: 3.0.3\ninfo:\n  title: x\n  version: "1"\n')],
      finds: [{ severity: 'error', file: 'api.yaml', line: 1, what: /required property 'paths'/, mend: /template/ }],
    },
    {
      name: 'a reference that leads nowhere',
      files: [file('docs/openapi.json', document({ 200: { $ref: '#/components/responses/None' } }))],
      finds: [{ severity: 'error', file: 'docs/openapi.json', line: 1, what: /Can't resolve #\/components\/responses\/None/, mend: /template/ }],
    },
  ],
  passes: [
    { name: 'a valid document', files: [file('docs/openapi.json', document({ 200: { description: 'All orders' } }))] },
    { name: 'a file that only speaks of openapi', files: [file('mkdocs.yml', 'plugins:\n  - openapi: docs\n'), file('a.json', '{"x": {"openapi": "3"}}')] },
  ],
});
