import type { CatalogApi } from '@backstage/plugin-catalog-react';

/** Is a component of that name in the catalog already? Throws when the catalog cannot be asked. */
export async function findComponent(catalog: CatalogApi, name: string): Promise<boolean> {
  return (await catalog.getEntityByRef({ kind: 'component', namespace: 'default', name })) !== undefined;
}

/** What a person reads when there is one. */
export function takenText(name: string): string {
  return `The catalog has a component named ${name} already. Choose another name.`;
}
