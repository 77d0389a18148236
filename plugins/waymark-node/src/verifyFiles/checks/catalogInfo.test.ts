import { describeCheck, file } from '../testing/describeCheck';
import { catalogInfo } from './catalogInfo';

const component = (name: string, spec: string) =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${name}\nspec:\n  type: service\n  lifecycle: production\n${spec}`;
const api = (definition: string) =>
  `apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata:\n  name: x-api\nspec:\n  type: openapi\n  lifecycle: production\n  owner: a\n  definition:${definition}\n`;

describeCheck(catalogInfo, {
  refuses: [
    {
      name: 'a component without an owner, with its line',
      files: [file('catalog-info.yaml', component('x', ''))],
      finds: [{ severity: 'error', file: 'catalog-info.yaml', line: 5, what: "/spec must have required property 'owner'", mend: /descriptor-format/ }],
    },
    {
      name: 'a name that the catalog refuses, in the second document',
      files: [file('catalog-info.yaml', `${component('x', '  owner: a\n')}---\n${component('order service', '  owner: a\n')}`)],
      finds: [{ severity: 'error', file: 'catalog-info.yaml', line: 13, what: /"metadata.name" is not valid/, mend: /template/ }],
    },
    {
      name: 'a kind that nobody knows',
      files: [file('catalog-info.yaml', component('x', '  owner: a\n').replace('Component', 'Servcie'))],
      finds: [{ severity: 'error', file: 'catalog-info.yaml', line: 1, what: 'no kind Servcie', mend: /template/ }],
    },
    {
      name: 'a key at the root that no entity has',
      files: [file('catalog-info.yaml', `${component('x', '  owner: a\n')}owner: b\n`)],
      finds: [{ severity: 'error', file: 'catalog-info.yaml', line: 9, what: 'Unknown field owner', mend: /template/ }],
    },
    {
      name: 'a $text that names a file that is not there',
      files: [file('catalog-info.yaml', api('\n    $text: ./docs/openapi.json'))],
      finds: [{ severity: 'error', file: 'catalog-info.yaml', line: 10, what: 'spec.definition.$text names ./docs/openapi.json, which is not in the tree.', mend: /relative/ }],
    },
    {
      name: 'a location that names an entity file that is not there',
      files: [file('catalog-info.yaml', 'apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: x\nspec:\n  targets:\n    - ./a.yaml\n')],
      finds: [{ severity: 'error', file: 'catalog-info.yaml', line: 7, what: 'spec.targets.0 names ./a.yaml', mend: /golden path/ }],
    },
  ],
  passes: [
    {
      name: 'a component, its API by $text, a resource and a location by pattern',
      files: [
        file(
          'catalog-info.yaml',
          `${component('x', '  owner: a\n  providesApis: [x-api]\n')}---\n${api('\n    $text: ./docs/openapi.json')}---\n` +
            'apiVersion: backstage.io/v1alpha1\nkind: Resource\nmetadata: { name: db }\nspec: { type: database, owner: a }\n---\n' +
            'apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: { name: all }\nspec: { targets: ["./*/entity.yaml"] }\n',
        ),
        file('docs/openapi.json', '{}'),
        file('a/entity.yaml', ''),
      ],
    },
    {
      name: 'a $text of another server',
      files: [file('catalog-info.yaml', api('\n    $text: https://example.com/openapi.json'))],
    },
    {
      name: 'a template of the scaffolder',
      files: [
        file(
          'catalog-info.yaml',
          'apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata: { name: t }\nspec:\n  type: service\n  steps:\n    - { action: debug:log }\n',
        ),
      ],
    },
  ],
});
