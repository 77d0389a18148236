import { type CatalogAccess, askCatalog } from './askCatalog';

/** The catalog's location with exactly this target. The catalog compares without regard to case, GitHub's paths do not. */
export async function findLocation(target: string, access: CatalogAccess): Promise<{ readonly id: string } | undefined> {
  const { items } = await askCatalog(`say whether it has the location ${target}`, access, (catalog, options) =>
    catalog.queryLocations({ query: { type: 'url', target } }, options),
  );
  return items.find(location => location.type === 'url' && location.target === target);
}
