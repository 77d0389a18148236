import type { TreeFile } from '@waymark/backstage-plugin-waymark-common';
import type { LibrarySource } from '../loadLibrary/librarySource';

/** A library as an author would write it, small enough to read in a test. */
export const miniLibrary: Readonly<Record<string, string>> = {
  'library.yaml': 'name: mini\nformat: 1\nengine: ">=0.1.0"\n',
  'options/delivery.yaml': [
    'title: Delivery',
    'properties:',
    '  image: { title: Image, type: boolean, default: true }',
    '  deployment: { title: Deployment, type: string, enum: [none, kustomize], default: none }',
  ].join('\n'),
  'service/template.yaml': 'metadata: { name: mini-service, title: Mini service }\n',
  'service/golden-path.yaml': [
    'version: 1.2.0',
    'pages: [component, entities, options/delivery]',
    'layers:',
    '  - app',
    '  - { layer: image, when: { features.image: true }, because: an image was asked for }',
    '  - { layer: manifests, when: { features.deployment: [kustomize] }, because: deployment was asked for }',
  ].join('\n'),
  'layers/app/layer.yaml': [
    'description: The application',
    'files:',
    '  - { path: "src/${{ entity.key }}.txt", forEach: entities, as: entity, policy: once }',
    '  - { path: "run.sh", mode: "755" }',
    'slots:',
    '  settings: { key: name, entry: { type: object, required: [name], properties: { name: { type: string }, default: {} } } }',
  ].join('\n'),
  'layers/app/files/README.md.njk': [
    '# ${{ component.title }}',
    '',
    '{% for setting in slots.settings %}',
    '- ${{ setting.name }}{% if setting.default is not none %} = ${{ setting.default }}{% endif %}',
    '',
    '{% endfor %}',
  ].join('\n'),
  'layers/app/files/src/${{ entity.key }}.txt.njk': '${{ entity.names.human.singular }}\n',
  'layers/app/files/run.sh': '#!/bin/sh\n# ${{ not.rendered }}\n',
  'layers/image/layer.yaml': [
    'description: The image',
    'requires: [app]',
    'contributes:',
    '  - { to: app/settings, entries: [{ name: PORT, default: "8000" }, { name: "${{ component.names.constant }}" }] }',
  ].join('\n'),
  'layers/image/files/Dockerfile.njk': 'FROM scratch\nLABEL title=${{ component.title | json }}\n',
  'layers/manifests/layer.yaml': 'description: Manifests\nrequires: [image]\n',
  'layers/manifests/files/deploy.yaml': 'kind: Deployment\n',
};

/** A library source of these files; `changes` replace or, with undefined, remove some. */
export function librarySource(changes: Readonly<Record<string, string | undefined>> = {}): LibrarySource {
  const files: TreeFile[] = Object.entries({ ...miniLibrary, ...changes }).flatMap(([path, content]) =>
    content === undefined ? [] : [{ path, content, mode: '100644', encoding: 'utf8' }],
  );
  return { kind: 'files', url: 'local:mini', commit: 'c'.repeat(40), files };
}

export const answers = {
  name: 'shop-service',
  description: 'Sells things',
  owner: 'group:default/commerce',
  entities: [
    { name: 'Product', fields: [{ name: 'name', type: 'string', required: true, maxLength: 80 }] },
    { name: 'Tag', fields: [{ name: 'label', type: 'string', required: true }] },
  ],
};
