import type { TaskRecord, UndoneThing, VerifyReport } from '@waymark/backstage-plugin-waymark-common';
import type { RepoId } from '../repoHost/RepoHost';

/** What a task is about to make, written down before anything is made. That there was neither repo nor location is implied. */
export interface Intent {
  readonly taskId: string;
  readonly templateRef: string;
  readonly repo: RepoId;
  readonly defaultBranch: string;
  readonly repoUrl: string;
  readonly locationTarget: string;
  readonly marker: string;
}

export type TaskRecordStatus = TaskRecord['status'];

/** A record as it is kept: what the world sees of it (`TaskRecord`), and what proves things. */
export interface StoredTaskRecord extends Intent {
  readonly status: TaskRecordStatus;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly plan: TaskRecord['plan'];
  readonly report: VerifyReport | null;
  /** Git id of the tree that was proved. */
  readonly treeId: string | null;
  readonly entityRef: string | null;
  readonly undo: readonly UndoneThing[];
  /** Id of the repo that was proved to be this task's, written before it is deleted. */
  readonly provedRepoId: string | null;
}

/** Keeps what tasks meant to make and how they ended, longer than the scaffolder keeps the tasks. Safe with several replicas. */
export interface TaskRecordStore {
  get(taskId: string): Promise<StoredTaskRecord | undefined>;
  /** Writes the intent, unless the task has one: the first stands. */
  intend(intent: Intent): Promise<StoredTaskRecord>;
  savePlan(taskId: string, found: { readonly plan: TaskRecord['plan']; readonly treeId: string }): Promise<void>;
  saveReport(taskId: string, found: { readonly report: VerifyReport; readonly treeId: string }): Promise<void>;
  /** From now on the task is never undone. False when it is being undone this moment, or was undone. */
  seal(taskId: string, entityRef: string | null): Promise<boolean>;
  /** A task that was undone runs again: from now on the sweep looks after it again. */
  reopen(taskId: string): Promise<void>;
  /** The right to undo a task, for one caller at a time: a claim, or undefined when it is taken or the task sealed. */
  claimUndo(taskId: string): Promise<string | undefined>;
  saveProvedRepo(taskId: string, proved: { readonly claim: string; readonly repoId: string }): Promise<void>;
  /** Ends the undoing and gives the claim back. */
  endUndo(taskId: string, ended: { readonly claim: string; readonly undo: readonly UndoneThing[] }): Promise<void>;
  /** Gives the claim back with nothing decided, so that somebody may try again. */
  releaseUndo(taskId: string, claim: string): Promise<void>;
  /** Tasks neither sealed nor undone, whose intent is older than that; oldest first. */
  listOpen(olderThan: Date): Promise<readonly string[]>;
}
