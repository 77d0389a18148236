import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** The catalog's location with exactly this target. The catalog compares without regard to case, GitHub's paths do not. */
export async function findLocation(
  target: string,
  services: { readonly catalog: CatalogService; readonly credentials: BackstageCredentials },
): Promise<{ readonly id: string } | undefined> {
  const { items } = await services.catalog.queryLocations(
    { query: { type: 'url', target } },
    { credentials: services.credentials },
  );
  return items.find(location => location.type === 'url' && location.target === target);
}
