import type { Problem, TreeFile } from '@waymark/backstage-plugin-waymark-common';
import { z } from 'zod';
import { readDefinition } from './readDefinition';

/** As the catalog takes it. */
const entityName = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/, 'must be a name as the catalog takes it');

const templateSchema = z.looseObject({
  metadata: z.looseObject({
    name: entityName,
    namespace: entityName.default('default'),
    title: z.string().optional(),
  }),
});

/** What a golden path takes from its template.yaml: the entity that a developer sees. */
export interface TemplateHead {
  readonly name: string;
  readonly ref: string;
  readonly title: string;
}

/** Reads name and title of a Template entity; a golden path without one yet goes by its folder. */
export function templateHead(file: TreeFile | undefined, folder: string): { value: TemplateHead; problems: readonly Problem[] } {
  const read = file && readDefinition(file, templateSchema);
  const metadata = read?.value?.metadata ?? { name: folder, namespace: 'default', title: folder };
  return {
    value: {
      name: metadata.name,
      ref: `template:${metadata.namespace}/${metadata.name}`.toLocaleLowerCase('en-US'),
      title: metadata.title ?? metadata.name,
    },
    problems: read?.problems ?? [],
  };
}
