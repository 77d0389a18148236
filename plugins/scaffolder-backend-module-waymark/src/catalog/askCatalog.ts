import type { AuthService, BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import { answerInTime } from '../answerInTime';

export interface CatalogAccess {
  readonly catalog: CatalogService;
  readonly auth: AuthService;
}

/**
 * Calls the catalog with the plugin's own credentials: the user's may have ended, and may not be allowed to.
 * @throws WaymarkError `CATALOG_FAILED` when it refuses or does not answer.
 */
export async function askCatalog<T>(
  what: string,
  { catalog, auth }: CatalogAccess,
  ask: (catalog: CatalogService, options: { readonly credentials: BackstageCredentials }) => Promise<T>,
): Promise<T> {
  try {
    return await answerInTime(async () => ask(catalog, { credentials: await auth.getOwnServiceCredentials() }));
  } catch (error) {
    throw new WaymarkError({
      code: 'CATALOG_FAILED',
      stage: 'publish',
      message: `The catalog could not ${what}: ${(error as Error).message}. Is the catalog up, and can this backend reach it?`,
      cause: error,
    });
  }
}
