import type { UndoneThing } from '@waymark/backstage-plugin-waymark-common';
import type { CatalogAccess } from '../catalog/askCatalog';
import { removeLocation } from '../catalog/removeLocation';
import type { StoredTaskRecord } from '../taskRecords/TaskRecordStore';

/** Takes the task's location out of the catalog, if its repo was just undone. */
export async function undoLocation(
  record: StoredTaskRecord,
  { repo, location }: { readonly repo: UndoneThing; readonly location: { readonly id: string } | undefined },
  access: CatalogAccess,
): Promise<UndoneThing> {
  const target = record.locationTarget;
  const thing = (outcome: UndoneThing['outcome'], reason: string): UndoneThing => ({
    kind: 'location',
    target,
    outcome,
    reason,
  });
  if (!location) return thing('absent', 'It is not in the catalog.');
  if (repo.outcome !== 'removed') {
    return thing('left', repo.outcome === 'left' ? 'Its repo was left. Once that is deleted, unregister it.' : 'This task never made its repo, so somebody else registered it.');
  }
  if (!target.startsWith(`${record.repoUrl}/`)) return thing('left', 'It does not lie in the repo that was undone.');
  await removeLocation({ id: location.id, target }, access);
  return thing('removed', 'It pointed into the repo that was undone.');
}
