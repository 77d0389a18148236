import { type Problem, WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import type { CatalogAccess } from '../catalog/askCatalog';
import { findLocation } from '../catalog/findLocation';
import type { RepoHosts } from '../repoHost/RepoHost';
import type { Intent, StoredTaskRecord, TaskRecordStore } from '../taskRecords/TaskRecordStore';

export interface TargetServices extends CatalogAccess {
  readonly repoHosts: RepoHosts;
  readonly store: TaskRecordStore;
}

/**
 * Makes sure that neither repo nor location is there. A task that runs again may find its own: the repo that was born with
 * its marker, as long as nothing was undone in between.
 * @throws WaymarkError `TARGET_EXISTS` with everything that is in the way, `TASK_ENDED` for a task that is over.
 */
export async function checkTarget(intent: Intent, services: TargetServices): Promise<void> {
  const earlier = await services.store.get(intent.taskId);
  if (earlier) await refuseEnded(earlier, intent, services.store);
  const answer = await services.repoHosts(intent.repo.host).find(intent.repo);
  if (earlier && answer.state === 'found' && answer.repo.homepage === earlier.marker) return;

  const problems: Problem[] = [];
  const inTheWay = (what: string, mend: string) => void problems.push({ severity: 'error', what, mend });
  if (answer.state === 'found') inTheWay(`the repo ${intent.repoUrl} exists`, 'choose another name; the repo was not touched');
  if (answer.state === 'moved') {
    inTheWay(`${intent.repoUrl} leads to a repo that was renamed or transferred`, 'choose another name; the repo was not touched');
  }
  if (await findLocation(intent.locationTarget, services)) {
    inTheWay(`the catalog has the location ${intent.locationTarget}`, 'choose another name, or unregister that location first; it was not touched');
  }
  if (problems.length > 0) {
    throw new WaymarkError({ code: 'TARGET_EXISTS', stage: 'publish', message: 'What this task is to make is there already.', problems });
  }
}

/** A retry keeps the scaffolder's checkpoints, which say that the repo was made: once it was undone, only a new task can make it. */
async function refuseEnded(earlier: StoredTaskRecord, intent: Intent, store: TaskRecordStore): Promise<void> {
  const over = (why: string) =>
    new WaymarkError({
      code: 'TASK_ENDED',
      stage: 'publish',
      message: `This task ${why}, so it cannot run again. Start a new one ("Start over").`,
    });
  if (earlier.status === 'sealed') throw over(`has made ${earlier.repoUrl}, which is in use`);
  if (earlier.undo.some(thing => thing.outcome !== 'absent')) throw over('was undone');
  if (earlier.repoUrl !== intent.repoUrl || earlier.locationTarget !== intent.locationTarget) {
    throw over(`was to make ${earlier.repoUrl}, and now ${intent.repoUrl}`);
  }
  await store.reopen(intent.taskId);
}
