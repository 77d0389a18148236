import { tarOf } from './tar.mjs';

/** A library as small as one can be. Every attack changes one thing of it. */
const harmless = {
  'library.yaml': 'name: hostile\nformat: 1\nengine: ">=0.1.0"\n',
  'options/delivery.yaml': 'title: Delivery\nproperties:\n  image: { title: Image, type: string, default: small }\n',
  'service/template.yaml': 'metadata: { name: service, title: A service }\n',
  'service/golden-path.yaml': 'version: 1.0.0\npages: [component, entities, options/delivery]\nlayers: [app]\n',
  'layers/app/layer.yaml': 'description: The application\nslots:\n  settings: { key: name, entry: { type: object } }\n',
  'layers/app/files/README.md.njk': '# ${{ component.title }}\n\n{% for entity in entities %}\n- ${{ entity.names.human.singular }}\n{% endfor %}\n',
  'layers/app/files/main.py.njk': 'names = [{% for entity in entities %}"${{ entity.key }}",{% endfor %}]\n',
  'layers/app/files/run.sh': '#!/bin/sh\nexit 0\n',
};

export const harmlessAnswers = {
  name: 'shop-service',
  description: 'Sells things',
  owner: 'group:default/commerce',
  entities: [{ name: 'Product', fields: [{ name: 'name', type: 'string', maxLength: 80 }] }],
};

/** What the harmless library makes of the harmless answers, formatted. */
export const harmlessBytes = {
  'README.md': '# Shop Service\n\n- product\n',
  'main.py': 'names = [\n    "product",\n]\n',
  'run.sh': '#!/bin/sh\nexit 0\n',
};

let commits = 0;

/** The library with some files changed, added or (undefined) left out, as the portal reads it: the tar of one commit. */
export function librarySource(changes = {}, { more } = {}) {
  const files = Object.fromEntries(Object.entries({ ...harmless, ...changes }).filter(([, content]) => content !== undefined));
  return archiveSource(tarOf(files, { more }));
}

export function archiveSource(archive) {
  commits += 1;
  return { kind: 'archive', url: 'https://forge.example/acme/hostile', commit: commits.toString(16).padStart(40, '0'), archive };
}

/** The files themselves, for what is no archive. */
export function libraryFiles(changes = {}) {
  return { ...harmless, ...changes };
}
