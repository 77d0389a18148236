import { randomUUID } from 'node:crypto';
import { type DatabaseService, resolvePackagePath } from '@backstage/backend-plugin-api';
import type { TaskRecord, UndoneThing, VerifyReport } from '@waymark/backstage-plugin-waymark-common';
import type { Knex } from 'knex';
import type { Intent, StoredTaskRecord, TaskRecordStatus, TaskRecordStore } from './TaskRecordStore';

const table = 'waymark_task_records';

/** A claim whose holder died is free again after this time; an undo takes seconds. */
const claimLeaseMs = 10 * 60_000;

/** Our migrations stand beside the scaffolder's in one database, so they keep books of their own. */
export const migrationConfig = {
  directory: resolvePackagePath('@waymark/backstage-plugin-scaffolder-backend-module-waymark', 'migrations'),
  tableName: 'waymark_knex_migrations',
};

interface Row {
  task_id: string;
  status: TaskRecordStatus;
  template_ref: string;
  repo_host: string;
  repo_owner: string;
  repo_name: string;
  default_branch: string;
  repo_url: string;
  location_target: string;
  marker: string;
  created_at: string;
  ended_at: string | null;
  plan: string | null;
  report: string | null;
  tree_id: string | null;
  entity_ref: string | null;
  undo: string;
  proved_repo_id: string | null;
  undo_claim: string | null;
  undo_claimed_at: string | null;
}

/** Task records in the scaffolder's own database. */
export class DatabaseTaskRecordStore implements TaskRecordStore {
  readonly #knex: Knex;
  readonly #now: () => Date;

  private constructor(knex: Knex, now: () => Date) {
    this.#knex = knex;
    this.#now = now;
  }

  static async create(options: {
    readonly database: DatabaseService;
    readonly now?: () => Date;
  }): Promise<DatabaseTaskRecordStore> {
    const knex = await options.database.getClient();
    if (!options.database.migrations?.skip) await knex.migrate.latest(migrationConfig);
    return new DatabaseTaskRecordStore(knex, options.now ?? (() => new Date()));
  }

  async get(taskId: string): Promise<StoredTaskRecord | undefined> {
    const row = await this.#row(taskId);
    return row && fromRow(row);
  }

  async intend(intent: Intent): Promise<StoredTaskRecord> {
    await this.#rows()
      .insert({
        task_id: intent.taskId,
        status: 'intended',
        template_ref: intent.templateRef,
        repo_host: intent.repo.host,
        repo_owner: intent.repo.owner,
        repo_name: intent.repo.name,
        default_branch: intent.defaultBranch,
        repo_url: intent.repoUrl,
        location_target: intent.locationTarget,
        marker: intent.marker,
        created_at: this.#now().toISOString(),
        undo: '[]',
      })
      .onConflict('task_id')
      .ignore();
    const record = await this.get(intent.taskId);
    if (!record) throw new Error(`The record of task ${intent.taskId} was not written`);
    return record;
  }

  async savePlan(taskId: string, found: { readonly plan: TaskRecord['plan']; readonly treeId: string }): Promise<void> {
    await this.#rows()
      .where({ task_id: taskId })
      .update({ plan: JSON.stringify(found.plan), tree_id: found.treeId, report: null });
  }

  async saveReport(taskId: string, found: { readonly report: VerifyReport; readonly treeId: string }): Promise<void> {
    await this.#rows().where({ task_id: taskId }).update({ report: JSON.stringify(found.report), tree_id: found.treeId });
  }

  async seal(taskId: string, entityRef: string | null): Promise<boolean> {
    const sealed = await this.#rows()
      .where({ task_id: taskId, status: 'intended' })
      .where(claimIsFree(this.#leaseStart()))
      .update({ status: 'sealed', entity_ref: entityRef, ended_at: this.#now().toISOString(), undo_claim: null });
    return sealed === 1 || (await this.#row(taskId))?.status === 'sealed';
  }

  async reopen(taskId: string): Promise<void> {
    await this.#rows()
      .where({ task_id: taskId })
      .whereIn('status', ['undone', 'leftBehind'])
      .update({ status: 'intended', ended_at: null });
  }

  async claimUndo(taskId: string): Promise<string | undefined> {
    const claim = randomUUID();
    const claimed = await this.#rows()
      .where({ task_id: taskId })
      .whereNot({ status: 'sealed' })
      .where(claimIsFree(this.#leaseStart()))
      .update({ undo_claim: claim, undo_claimed_at: this.#now().toISOString() });
    return claimed === 1 ? claim : undefined;
  }

  async saveProvedRepo(taskId: string, proved: { readonly claim: string; readonly repoId: string }): Promise<void> {
    const saved = await this.#rows()
      .where({ task_id: taskId, undo_claim: proved.claim })
      .update({ proved_repo_id: proved.repoId });
    // Whoever lost the claim must not go on to delete.
    if (saved !== 1) throw new Error(`The claim to undo task ${taskId} was lost to another replica`);
  }

  async endUndo(taskId: string, ended: { readonly claim: string; readonly undo: readonly UndoneThing[] }): Promise<void> {
    const leftBehind = ended.undo.some(thing => thing.outcome === 'left');
    await this.#rows()
      .where({ task_id: taskId, undo_claim: ended.claim })
      .update({
        status: leftBehind ? 'leftBehind' : 'undone',
        undo: JSON.stringify(ended.undo),
        ended_at: this.#now().toISOString(),
        undo_claim: null,
        undo_claimed_at: null,
      });
  }

  async releaseUndo(taskId: string, claim: string): Promise<void> {
    await this.#rows()
      .where({ task_id: taskId, undo_claim: claim })
      .update({ undo_claim: null, undo_claimed_at: null });
  }

  async listOpen(olderThan: Date): Promise<readonly string[]> {
    const rows = await this.#rows()
      .where({ status: 'intended' })
      .where('created_at', '<', olderThan.toISOString())
      .orderBy('created_at')
      .select('task_id');
    return rows.map(row => row.task_id);
  }

  #rows() {
    return this.#knex<Row>(table);
  }

  async #row(taskId: string): Promise<Row | undefined> {
    return this.#rows().where({ task_id: taskId }).first();
  }

  #leaseStart(): string {
    return new Date(this.#now().getTime() - claimLeaseMs).toISOString();
  }
}

function claimIsFree(leaseStart: string) {
  return (query: Knex.QueryBuilder) => void query.whereNull('undo_claim').orWhere('undo_claimed_at', '<', leaseStart);
}

function fromRow(row: Row): StoredTaskRecord {
  return {
    taskId: row.task_id,
    status: row.status,
    templateRef: row.template_ref,
    repo: { host: row.repo_host, owner: row.repo_owner, name: row.repo_name },
    defaultBranch: row.default_branch,
    repoUrl: row.repo_url,
    locationTarget: row.location_target,
    marker: row.marker,
    createdAt: new Date(row.created_at),
    endedAt: row.ended_at === null ? null : new Date(row.ended_at),
    plan: row.plan === null ? null : JSON.parse(row.plan),
    report: row.report === null ? null : JSON.parse(row.report),
    treeId: row.tree_id,
    entityRef: row.entity_ref,
    undo: JSON.parse(row.undo),
    provedRepoId: row.proved_repo_id,
  };
}
