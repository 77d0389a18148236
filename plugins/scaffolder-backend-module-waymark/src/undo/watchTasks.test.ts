import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { DefaultEventsService } from '@backstage/plugin-events-node';
import type { Knex } from 'knex';
import { createRepoHosts } from '../repoHost/createRepoHosts';
import { DatabaseTaskRecordStore } from '../taskRecords/DatabaseTaskRecordStore';
import { locationCatalog } from '../testing/locationCatalog';
import { type TestForge, startTestForge } from '../testing/startTestForge';
import type { TaskState } from './settleTask';
import { sweepTasks } from './sweepTasks';
import { watchTasks } from './watchTasks';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const marker = 'https://portal.acme.test/waymark/tasks/task-1#nonce';

describe('a task that has ended', () => {
  let forge: TestForge;
  let knex: Knex;
  let store: DatabaseTaskRecordStore;
  let now: Date;
  let states: Record<string, TaskState>;
  let events: DefaultEventsService;
  let services: Parameters<typeof watchTasks>[0];

  beforeAll(async () => {
    forge = await startTestForge();
  });
  afterAll(() => forge.close());

  beforeEach(async () => {
    knex = await databases.init('SQLITE_3');
    now = new Date();
    store = await DatabaseTaskRecordStore.create({ database: mockServices.database({ knex, migrations: { skip: false } }), now: () => now });
    states = {};
    events = DefaultEventsService.create({ logger: mockServices.logger.mock() });
    services = {
      store,
      events,
      repoHosts: createRepoHosts(forge.integrations),
      catalog: locationCatalog().catalog,
      auth: mockServices.auth(),
      auditor: mockServices.auditor.mock(),
      logger: mockServices.logger.mock(),
      taskState: async taskId => states[taskId] ?? 'unknown',
    };
    await watchTasks(services);
    await store.intend(intendedBy('task-1'));
    await forge.api('POST', '/orgs/acme/repos', { name: 'orders', homepage: marker });
  });
  afterEach(async () => {
    forge.failOn(undefined);
    await forge.api('DELETE', '/repos/acme/orders');
    await knex.destroy();
  });

  const intendedBy = (taskId: string) => ({
    taskId,
    templateRef: 'template:default/x',
    repo: { host: forge.host, owner: 'acme', name: 'orders' },
    defaultBranch: 'main',
    repoUrl: `${forge.origin}/acme/orders`,
    locationTarget: `${forge.origin}/acme/orders/tree/main/catalog-info.yaml`,
    marker,
  });
  const publish = (eventPayload: unknown) => events.publish({ topic: 'scaffolder.task', eventPayload });
  const status = async () => (await store.get('task-1'))?.status;

  it('is undone when the event says that it failed', async () => {
    await publish({ id: 'task-1', status: 'failed' });
    expect(await status()).toBe('undone');
    expect(await forge.repoExists('acme/orders')).toBe(false);
  });

  it('is left alone when it is cancelled while a step still runs, and undone when it has stopped', async () => {
    states['task-1'] = 'running';
    await publish({ id: 17, taskId: 'task-1', status: 'cancelled' });
    expect(await status()).toBe('intended');
    states['task-1'] = 'failed';
    await publish({ id: 18, taskId: 'task-1', status: 'cancelled' });
    expect(await status()).toBe('undone');
  });

  it('is sealed when it completed without a seal step, so that a retry cannot undo a living repo', async () => {
    await publish({ id: 'task-1', status: 'completed' });
    await publish({ id: 'task-1', status: 'failed' });
    expect(await status()).toBe('sealed');
    expect(await forge.repoExists('acme/orders')).toBe(true);
  });

  it('is looked after again when it runs again', async () => {
    await publish({ id: 'task-1', status: 'failed' });
    await publish({ id: 'task-1', status: 'processing' });
    expect(await status()).toBe('intended');
    await forge.api('POST', '/orgs/acme/repos', { name: 'orders', homepage: marker });
    await publish({ id: 'task-1', status: 'failed' });
    expect(await forge.repoExists('acme/orders')).toBe(false);
  });

  it.each([{}, null, 'x', { id: 'task-2', status: 'failed' }, { id: 'task-1', status: 'open' }])('is not confused by %j', async payload => {
    await publish(payload);
    expect(await status()).toBe('intended');
  });

  it('is undone by the sweep when the host did not answer at first', async () => {
    forge.failOn(({ method }) => (method === 'DELETE' ? { status: 503 } : undefined));
    await publish({ id: 'task-1', status: 'failed' });
    expect(await status()).toBe('intended');
    forge.failOn(undefined);
    states['task-1'] = 'failed';
    await sweepTasks(services, new Date(now.getTime() + 120_000));
    expect(await status()).toBe('undone');
  });

  it('is left to the scaffolder while it runs', async () => {
    states['task-1'] = 'running';
    await sweepTasks(services, new Date(now.getTime() + 120_000));
    expect(await status()).toBe('intended');
    expect(await forge.repoExists('acme/orders')).toBe(true);
  });

  it('is undone by the sweep when its worker has died', async () => {
    states['task-1'] = 'crashed';
    await sweepTasks(services, new Date(now.getTime() + 120_000));
    expect(await status()).toBe('undone');
    expect(await forge.repoExists('acme/orders')).toBe(false);
  });

  it('has what it made named, and nothing removed, when the scaffolder has deleted it', async () => {
    await sweepTasks(services, new Date(now.getTime() + 120_000));
    expect(await store.get('task-1')).toMatchObject({
      status: 'leftBehind',
      undo: [{ kind: 'repo', outcome: 'left', reason: expect.stringContaining('The scaffolder has no such task any more') }, { outcome: 'absent' }],
    });
    expect(await forge.repoExists('acme/orders')).toBe(true);
    expect(await store.listOpen(new Date(now.getTime() + 120_000))).toEqual([]);
  });

  it('is tried again as docs/operations.md says, once the credentials may delete', async () => {
    states['task-1'] = 'failed';
    forge.failOn(({ method }) => (method === 'DELETE' ? { status: 403 } : undefined));
    await publish({ id: 'task-1', status: 'failed' });
    expect(await status()).toBe('leftBehind');
    forge.failOn(undefined);
    const page = readFileSync(join(__dirname, '../../../../docs/operations.md'), 'utf8');
    const [, statement = ''] = /`(update waymark_task_records set status = 'intended'[^`]*)`/.exec(page) ?? [];
    await knex.raw(statement.replace('…', 'task-1'));
    await sweepTasks(services, new Date(now.getTime() + 120_000));
    expect(await status()).toBe('undone');
    expect(await forge.repoExists('acme/orders')).toBe(false);
  });

  it('is found by the questions that docs/operations.md asks', async () => {
    const page = readFileSync(join(__dirname, '../../../../docs/operations.md'), 'utf8');
    const [left = '', open = ''] = (/```sql\n([^`]*)```/.exec(page)?.[1] ?? '').trim().split('\n');
    expect(await knex.raw(open)).toMatchObject([{ task_id: 'task-1' }]);
    expect(await knex.raw(left)).toEqual([]);
    await sweepTasks(services, new Date(now.getTime() + 120_000));
    expect(await knex.raw(left)).toMatchObject([{ task_id: 'task-1', undo: expect.stringContaining('no such task any more') }]);
  });

  it('does not stop the sweep when one task cannot be settled', async () => {
    await store.intend(intendedBy('task-2'));
    services = { ...services, taskState: async taskId => (taskId === 'task-1' ? Promise.reject(new Error('scaffolder is down')) : 'completed') };
    await sweepTasks(services, new Date(now.getTime() + 120_000));
    expect(await status()).toBe('intended');
    expect((await store.get('task-2'))?.status).toBe('sealed');
  });
});
