import type { Problem } from '@waymark/backstage-plugin-waymark-common';
import type { Library } from './library';

const builtInPages = new Set(['component', 'entities']);

/** What the definitions of a library say of each other: every layer, slot and page that is named must be there. */
export function checkReferences(library: Library): readonly Problem[] {
  const problems: Problem[] = [];
  const layers = Object.keys(library.layers).join(', ');
  const unknownLayer = (file: string, name: string) => {
    if (!Object.hasOwn(library.layers, name)) {
      problems.push({ severity: 'error', file, what: `there is no layer "${name}"`, mend: `name one of ${layers}, or add layers/${name}/layer.yaml` });
    }
  };
  const byName = new Map<string, string>();
  for (const path of library.goldenPaths) {
    const file = `${path.path}/golden-path.yaml`;
    const other = byName.get(path.name);
    if (other !== undefined) problems.push({ severity: 'error', file: `${path.path}/template.yaml`, what: `${other} has the name "${path.name}" too`, mend: 'give one of the two another metadata.name' });
    byName.set(path.name, path.path);
    for (const choice of path.definition.layers) unknownLayer(file, choice.layer);
    for (const page of path.definition.pages) {
      if (!builtInPages.has(page) && !Object.hasOwn(library.options, page)) {
        problems.push({ severity: 'error', file, what: `there is no page "${page}"`, mend: `add ${page}.yaml, or take the page out` });
      }
    }
  }
  for (const layer of Object.values(library.layers)) {
    const file = `layers/${layer.name}/layer.yaml`;
    for (const name of [...layer.definition.requires, ...layer.definition.excludes]) unknownLayer(file, name);
    for (const name of [...layer.definition.contributes.map(({ to }) => to), ...layer.definition.reads]) {
      const [owner = '', slot = ''] = name.split('/');
      unknownLayer(file, owner);
      const slots = library.layers[owner]?.definition.slots;
      if (slots && !Object.hasOwn(slots, slot)) {
        problems.push({ severity: 'error', file, what: `the layer "${owner}" has no slot "${slot}"`, mend: `name one of ${Object.keys(slots).join(', ') || 'another layer'}` });
      }
    }
    for (const name of layer.definition.reads) {
      const [owner = '', slot = ''] = name.split('/');
      if (!layer.definition.requires.includes(owner)) {
        problems.push({ severity: 'error', file, what: `it reads ${name}, but does not require "${owner}"`, mend: `add ${owner} to requires` });
      }
      if (Object.hasOwn(layer.definition.slots, slot)) {
        problems.push({ severity: 'error', file, what: `it reads ${name}, but has a slot "${slot}" of its own`, mend: 'rename its own slot' });
      }
    }
  }
  return problems;
}
