import { type TestDatabaseId, TestDatabases, mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { DatabaseTaskRecordStore, migrationConfig } from './DatabaseTaskRecordStore';
import type { Intent } from './TaskRecordStore';

const postgres = (['POSTGRES_18', 'POSTGRES_16', 'POSTGRES_14'] satisfies TestDatabaseId[]).filter(
  id => process.env[`BACKSTAGE_TEST_DATABASE_${id.replace('_', '')}_CONNECTION_STRING`],
);
const databases = TestDatabases.create({ ids: ['SQLITE_3', ...postgres] });

const intent: Intent = {
  taskId: 'task-1',
  templateRef: 'template:default/fastapi-service',
  repo: { host: 'github.com', owner: 'acme', name: 'orders' },
  defaultBranch: 'main',
  repoUrl: 'https://github.com/acme/orders',
  locationTarget: 'https://github.com/acme/orders/tree/main/catalog-info.yaml',
  marker: 'https://portal.acme.test/waymark/tasks/task-1#0123',
};
const left = { kind: 'repo', target: intent.repoUrl, outcome: 'left', reason: 'It has a pull request.' } as const;
const removed = { ...left, outcome: 'removed', reason: 'It was made by this task.' } as const;

describe.each(databases.eachSupportedId())('task records on %s', databaseId => {
  let knex: Knex;
  let now: Date;
  let store: DatabaseTaskRecordStore;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    now = new Date('2026-11-21T10:00:00Z');
    store = await DatabaseTaskRecordStore.create({ database: mockServices.database({ knex, migrations: { skip: false } }), now: () => now });
  });

  afterEach(() => knex.destroy());

  it('keeps the first intent of a task, whatever comes after it', async () => {
    await store.intend(intent);
    now = new Date('2026-11-21T10:05:00Z');
    const again = await store.intend({ ...intent, marker: 'https://portal.acme.test/another' });
    expect(again).toMatchObject({ ...intent, status: 'intended', undo: [], plan: null, report: null, endedAt: null });
    expect(again.createdAt.toISOString()).toBe('2026-11-21T10:00:00.000Z');
  });

  it('knows nothing of a task that wrote no intent', async () => {
    expect(await store.get('task-2')).toBeUndefined();
    expect(await store.claimUndo('task-2')).toBeUndefined();
  });

  it('keeps plan and report with the tree that each is of', async () => {
    await store.intend(intent);
    const layers = [{ layer: 'app', at: '', item: null, reason: 'always' }];
    const plan = { goldenPath: 'template:default/x', version: '1.0.0', commit: 'c'.repeat(40), layers };
    await store.savePlan('task-1', { plan, treeId: 'a'.repeat(40) });
    expect(await store.get('task-1')).toMatchObject({ plan, treeId: 'a'.repeat(40), report: null });
    const report = { files: 1, errors: 0, warnings: 0, checks: [], problems: [] };
    await store.saveReport('task-1', { report, treeId: 'b'.repeat(40) });
    expect(await store.get('task-1')).toMatchObject({ plan, treeId: 'b'.repeat(40), report });
  });

  it('gives the right to undo to one caller at a time', async () => {
    await store.intend(intent);
    const claims = await Promise.all(Array.from({ length: 5 }, () => store.claimUndo('task-1')));
    const granted = claims.filter(claim => claim !== undefined);
    expect(granted).toHaveLength(1);
    await store.releaseUndo('task-1', granted[0] ?? '');
    expect(await store.claimUndo('task-1')).toBeDefined();
  });

  it('takes the claim from a holder that died, who then may not delete any more', async () => {
    await store.intend(intent);
    const dead = (await store.claimUndo('task-1')) ?? '';
    now = new Date('2026-11-21T10:09:59Z');
    expect(await store.claimUndo('task-1')).toBeUndefined();
    now = new Date('2026-11-21T10:10:01Z');
    const heir = (await store.claimUndo('task-1')) ?? '';
    await expect(store.saveProvedRepo('task-1', { claim: dead, repoId: '7' })).rejects.toThrow('lost to another replica');
    await store.saveProvedRepo('task-1', { claim: heir, repoId: '7' });
    await store.endUndo('task-1', { claim: dead, undo: [left] });
    expect(await store.get('task-1')).toMatchObject({ provedRepoId: '7', status: 'intended', undo: [] });
  });

  it('never undoes what is sealed, and seals nothing that is being undone', async () => {
    await store.intend(intent);
    const claim = (await store.claimUndo('task-1')) ?? '';
    expect(await store.seal('task-1', 'component:default/orders')).toBe(false);
    await store.releaseUndo('task-1', claim);
    expect(await store.seal('task-1', 'component:default/orders')).toBe(true);
    expect(await store.seal('task-1', null)).toBe(true);
    expect(await store.claimUndo('task-1')).toBeUndefined();
    await store.reopen('task-1');
    expect(await store.get('task-1')).toMatchObject({ status: 'sealed', entityRef: 'component:default/orders', endedAt: now });
  });

  it('tells apart what was undone and what was left behind', async () => {
    await store.intend(intent);
    await store.endUndo('task-1', { claim: (await store.claimUndo('task-1')) ?? '', undo: [removed] });
    expect(await store.get('task-1')).toMatchObject({ status: 'undone', undo: [removed], endedAt: now });
    await store.endUndo('task-1', { claim: (await store.claimUndo('task-1')) ?? '', undo: [left] });
    expect(await store.get('task-1')).toMatchObject({ status: 'leftBehind', undo: [left] });
  });

  it('does not seal what was undone in the meantime, unless the task runs again', async () => {
    await store.intend(intent);
    await store.endUndo('task-1', { claim: (await store.claimUndo('task-1')) ?? '', undo: [removed] });
    expect(await store.seal('task-1', null)).toBe(false);
    expect(await store.get('task-1')).toMatchObject({ status: 'undone', undo: [removed] });
    await store.reopen('task-1');
    expect(await store.seal('task-1', null)).toBe(true);
  });

  it('lists the tasks that have come to no end, oldest first', async () => {
    for (const taskId of ['a', 'b', 'c', 'd']) {
      await store.intend({ ...intent, taskId });
      now = new Date(now.getTime() + 60_000);
    }
    await store.seal('a', null);
    await store.endUndo('b', { claim: (await store.claimUndo('b')) ?? '', undo: [removed] });
    expect(await store.listOpen(now)).toEqual(['c', 'd']);
    await store.reopen('b');
    expect(await store.listOpen(now)).toEqual(['b', 'c', 'd']);
    expect(await store.listOpen(new Date('2026-11-21T10:02:30Z'))).toEqual(['b', 'c']);
  });

  it('migrates up and down and leaves nothing of its own', async () => {
    await store.intend(intent);
    await knex.migrate.rollback(migrationConfig, true);
    expect(await knex.schema.hasTable('waymark_task_records')).toBe(false);
    await knex.migrate.latest(migrationConfig);
    expect(await store.get('task-1')).toBeUndefined();
    expect(await knex.schema.hasTable('knex_migrations')).toBe(false);
  });
});
