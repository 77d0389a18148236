import { isError } from '@backstage/errors';
import { type CatalogAccess, askCatalog } from './askCatalog';

/** Takes a location out of the catalog. Where somebody was faster it is gone all the same. */
export async function removeLocation(location: { readonly id: string; readonly target: string }, access: CatalogAccess): Promise<void> {
  await askCatalog(`remove the location ${location.target}`, access, async (catalog, options) => {
    try {
      await catalog.removeLocationById(location.id, options);
    } catch (error) {
      if (!isError(error) || error.name !== 'NotFoundError') throw error;
    }
  });
}
