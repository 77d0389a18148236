import type { AuthService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { UndoneThing } from '@waymark/backstage-plugin-waymark-common';
import { findLocation } from '../catalog/findLocation';
import type { StoredTaskRecord } from '../taskRecords/TaskRecordStore';

/**
 * Takes the task's location out of the catalog, if its repo was just undone. With the plugin's own credentials: the user's
 * may have ended, and may not be allowed to.
 */
export async function undoLocation(
  record: StoredTaskRecord,
  repo: UndoneThing,
  services: { readonly catalog: CatalogService; readonly auth: AuthService },
): Promise<UndoneThing> {
  const target = record.locationTarget;
  const thing = (outcome: UndoneThing['outcome'], reason: string): UndoneThing => ({
    kind: 'location',
    target,
    outcome,
    reason,
  });
  const credentials = await services.auth.getOwnServiceCredentials();
  const location = await findLocation(target, { catalog: services.catalog, credentials });
  if (!location) return thing('absent', 'It is not in the catalog.');
  if (repo.outcome !== 'removed') {
    return thing('left', repo.outcome === 'left' ? 'Its repo was left.' : 'This task never made its repo, so somebody else registered it.');
  }
  if (!target.startsWith(`${record.repoUrl}/`)) return thing('left', 'It does not lie in the repo that was undone.');
  try {
    await services.catalog.removeLocationById(location.id, { credentials });
  } catch (error) {
    // Somebody was faster: what matters is that it is gone.
    if (!isError(error) || error.name !== 'NotFoundError') throw error;
  }
  return thing('removed', 'It pointed into the repo that was undone.');
}
