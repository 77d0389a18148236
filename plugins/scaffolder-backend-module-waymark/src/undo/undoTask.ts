import type { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { UndoneThing } from '@waymark/backstage-plugin-waymark-common';
import type { CatalogAccess } from '../catalog/askCatalog';
import { findLocation } from '../catalog/findLocation';
import type { RepoAnswer, RepoHosts } from '../repoHost/RepoHost';
import type { StoredTaskRecord, TaskRecordStore } from '../taskRecords/TaskRecordStore';
import { undoLocation } from './undoLocation';
import { type UndoRepoOptions, undoRepo } from './undoRepo';

export interface UndoServices extends CatalogAccess {
  readonly store: TaskRecordStore;
  readonly repoHosts: RepoHosts;
  readonly auditor: AuditorService;
}

export interface UndoRequest {
  readonly taskId: string;
  /** Which of the three callers asks, for the audit log. */
  readonly caller: 'step' | 'event' | 'sweep';
  readonly logger: LoggerService;
  /** Nobody knows how the task ended: everything is named, and nothing removed. */
  readonly forgotten?: boolean;
}

/** `nothing`: the task wrote down no intent, so it made nothing. `busy`: another caller is at it. */
export type UndoResult =
  | { readonly state: 'nothing' | 'sealed' | 'busy' }
  | { readonly state: 'ended'; readonly things: readonly UndoneThing[] };

/**
 * Takes back what a task made and did not finish: what is provably its own, and nothing else. What is left is named, with the reason.
 * Once a task is sealed this does nothing. It may be called again and again, by several at once, and it takes no abort signal:
 * a cancelled task is the very case that it is for.
 * @throws WaymarkError `REPO_HOST_FAILED`, `CATALOG_FAILED`; the claim is given back, so that the sweep tries again.
 */
export async function undoTask(request: UndoRequest, services: UndoServices): Promise<UndoResult> {
  const { taskId, caller, logger, forgotten = false } = request;
  const { store } = services;
  const claim = await store.claimUndo(taskId);
  const record = await store.get(taskId);
  if (!record) return { state: 'nothing' };
  if (claim === undefined) {
    return { state: record.status === 'sealed' ? 'sealed' : 'busy' };
  }
  const audit = await services.auditor.createEvent({
    eventId: 'waymark-task-undo',
    severityLevel: 'medium',
    meta: { taskId, caller, repoUrl: record.repoUrl, locationTarget: record.locationTarget },
  });
  try {
    const onProof = (repoId: string) => store.saveProvedRepo(taskId, { claim, repoId });
    const things = await undoThings(record, { forgotten, onProof }, services);
    await store.endUndo(taskId, { claim, undo: things });
    for (const thing of things.filter(isNews(record.undo))) report(thing, logger);
    await audit.success({ meta: { things: things.map(({ kind, target, outcome }) => ({ kind, target, outcome })) } });
    return { state: 'ended', things };
  } catch (error) {
    await store.releaseUndo(taskId, claim);
    await audit.fail({ error: toError(error) });
    throw error;
  }
}

async function undoThings(record: StoredTaskRecord, options: UndoRepoOptions, services: UndoServices): Promise<readonly UndoneThing[]> {
  const host = services.repoHosts(record.repo.host);
  // Looked up before the repo: one that is there while the repo is not cannot be of a new task, which makes its repo first.
  const location = await findLocation(record.locationTarget, services);
  const answer = await host.find(record.repo);
  if (isOfLaterTask(answer, record)) return record.undo;
  const repo = await undoRepo(record, { host, answer }, options);
  return [repo, await undoLocation(record, { repo, location }, services)].map(thing => remember(thing, record.undo));
}

/** All was taken back in an earlier round, and the name has been given to another repo since. */
function isOfLaterTask(answer: RepoAnswer, { undo, marker }: StoredTaskRecord): boolean {
  const tookAllBack = undo.length > 0 && undo.every(({ outcome }) => outcome !== 'left');
  return tookAllBack && answer.state === 'found' && answer.repo.homepage !== marker;
}

/** What was removed in an earlier round stays told: now it is merely absent. */
function remember(thing: UndoneThing, earlier: readonly UndoneThing[]): UndoneThing {
  const before = earlier.find(({ kind, outcome }) => kind === thing.kind && outcome === 'removed');
  return thing.outcome === 'absent' && before ? before : thing;
}

function isNews(earlier: readonly UndoneThing[]) {
  return (thing: UndoneThing) => !earlier.some(({ kind, outcome }) => kind === thing.kind && outcome === thing.outcome);
}

function report(thing: UndoneThing, logger: LoggerService): void {
  const line = `${thing.kind} ${thing.target}: ${thing.outcome}. ${thing.reason}`;
  if (thing.outcome === 'left') logger.warn(line);
  else logger.info(line);
}
