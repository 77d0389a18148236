import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import type { Knex } from 'knex';
import { createRepoHosts } from '../repoHost/createRepoHosts';
import type { Intent } from '../taskRecords/TaskRecordStore';
import { DatabaseTaskRecordStore } from '../taskRecords/DatabaseTaskRecordStore';
import { locationCatalog } from '../testing/locationCatalog';
import { type TestForge, startTestForge } from '../testing/startTestForge';
import { undoTask } from './undoTask';

/** The forge has no pull requests yet: this stands in front of it and lists one, as GitHub does. */
async function serveWithPullRequest(forge: TestForge) {
  const server = createServer((request, response) => {
    if (request.url?.includes('/pulls')) {
      response.end('[{"number":1,"state":"closed"}]');
      return;
    }
    const headers = { Authorization: request.headers.authorization ?? '' };
    void fetch(`${forge.apiBaseUrl}${request.url}`, { method: request.method ?? 'GET', headers }).then(async answer => {
      response.writeHead(answer.status).end(await answer.text());
    });
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { apiBaseUrl: `http://127.0.0.1:${port}`, close: () => server.close() };
}

const marker = 'https://portal.acme.test/waymark/tasks/task-1#nonce';
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('undoTask', () => {
  let forge: TestForge;
  let knex: Knex;
  let store: DatabaseTaskRecordStore;
  let now: Date;
  let intent: Intent;

  beforeAll(async () => {
    forge = await startTestForge();
  });
  afterAll(() => forge.close());

  beforeEach(async () => {
    knex = await databases.init('SQLITE_3');
    now = new Date();
    store = await DatabaseTaskRecordStore.create({ database: mockServices.database({ knex, migrations: { skip: false } }), now: () => now });
    forge.failOn(undefined);
    forge.calls.length = 0;
    intent = {
      taskId: 'task-1',
      templateRef: 'template:default/fastapi-service',
      repo: { host: forge.host, owner: 'acme', name: 'orders' },
      defaultBranch: 'main',
      repoUrl: `${forge.origin}/acme/orders`,
      locationTarget: `${forge.origin}/acme/orders/tree/main/catalog-info.yaml`,
      marker,
    };
  });
  afterEach(async () => {
    forge.failOn(undefined);
    await forge.api('DELETE', '/repos/acme/orders');
    await forge.api('DELETE', '/repos/acme/orders-renamed');
    await knex.destroy();
  });

  const makeRepo = (homepage: string = marker) => forge.api('POST', '/orgs/acme/repos', { name: 'orders', homepage });
  const push = (content: string) =>
    forge.seedRepository({ owner: 'acme', name: 'orders', message: content, files: [{ path: 'README.md', content }] });
  const undo = (catalog: ReturnType<typeof locationCatalog>) =>
    undoTask(
      { taskId: 'task-1', caller: 'step', logger: mockServices.logger.mock() },
      {
        store,
        catalog: catalog.catalog,
        repoHosts: createRepoHosts(forge.integrations),
        auth: mockServices.auth(),
        auditor: mockServices.auditor.mock(),
      },
    );
  const outcomes = (things: unknown) => ({ state: 'ended', things });

  it('removes the repo and the location of a task that did not finish, and remembers both', async () => {
    await store.intend(intent);
    await makeRepo();
    await push('first');
    const catalog = locationCatalog([intent.locationTarget]);
    const result = await undo(catalog);
    expect(result).toMatchObject(outcomes([{ kind: 'repo', outcome: 'removed' }, { kind: 'location', outcome: 'removed' }]));
    expect(await forge.repoExists('acme/orders')).toBe(false);
    expect(catalog.targets()).toEqual([]);
    expect(await store.get('task-1')).toMatchObject({ status: 'undone' });
    // Once more, as the event does after the step: nothing changes, and nothing is forgotten.
    expect(await undo(catalog)).toEqual(result);
  });

  it('removes a repo that was made but never pushed to', async () => {
    await store.intend(intent);
    await makeRepo();
    expect(await undo(locationCatalog())).toMatchObject(outcomes([{ outcome: 'removed' }, { outcome: 'absent' }]));
  });

  it('finds nothing to undo when nothing was made', async () => {
    await store.intend(intent);
    expect(await undo(locationCatalog())).toMatchObject(outcomes([{ outcome: 'absent' }, { outcome: 'absent' }]));
    expect(await store.get('task-1')).toMatchObject({ status: 'undone' });
  });

  it('does nothing for a task without an intent, and asks no host', async () => {
    expect(await undo(locationCatalog())).toEqual({ state: 'nothing' });
    expect(forge.calls).toEqual([]);
  });

  it('never touches what is sealed', async () => {
    await store.intend(intent);
    await makeRepo();
    await store.seal('task-1', null);
    expect(await undo(locationCatalog([intent.locationTarget]))).toEqual({ state: 'sealed' });
    expect(await forge.repoExists('acme/orders')).toBe(true);
  });

  const doubts: [string, string, () => Promise<unknown>][] = [
    ['was made by somebody else', 'homepage', () => makeRepo('https://acme.test')],
    ['has another task’s marker', 'homepage', () => makeRepo('https://portal.acme.test/waymark/tasks/task-2#other')],
    ['had its homepage edited', 'homepage', async () => {
      await makeRepo();
      await forge.api('PATCH', '/repos/acme/orders', { homepage: '' });
    }],
    ['has a second commit', 'more than the one commit', async () => {
      await makeRepo();
      await push('first');
      await push('second');
    }],
    ['cannot be looked into', 'may not see its pulls', async () => {
      await makeRepo();
      forge.failOn(({ path }) => (path.endsWith('/pulls') ? { status: 403 } : undefined));
    }],
    ['has a branch of somebody', 'a branch', async () => {
      await makeRepo();
      const { commit } = await push('first');
      await forge.api('POST', '/repos/acme/orders/git/refs', { ref: 'refs/heads/fix', sha: commit });
    }],
    ['was renamed', 'renamed', async () => {
      await makeRepo();
      await forge.api('PATCH', '/repos/acme/orders', { name: 'orders-renamed' });
    }],
    ['is older than the task', 'older', async () => {
      await makeRepo();
      await knex('waymark_task_records').update({ created_at: new Date(Date.now() + 6 * 60_000).toISOString() });
    }],
    ['may not be deleted with these credentials', 'may not delete', async () => {
      await makeRepo();
      forge.failOn(({ method }) => (method === 'DELETE' ? { status: 403 } : undefined));
    }],
  ];

  it.each(doubts)('leaves and names a repo that %s, and its location with it', async (_case, reason, arrange) => {
    await store.intend(intent);
    await arrange();
    const catalog = locationCatalog([intent.locationTarget]);
    expect(await undo(catalog)).toMatchObject(
      outcomes([
        { kind: 'repo', target: intent.repoUrl, outcome: 'left', reason: expect.stringContaining(reason) },
        { kind: 'location', target: intent.locationTarget, outcome: 'left' },
      ]),
    );
    expect(forge.calls.filter(call => call.startsWith('DELETE') && !reason.includes('may not'))).toEqual([]);
    expect(catalog.targets()).toEqual([intent.locationTarget]);
    expect(await store.get('task-1')).toMatchObject({ status: 'leftBehind' });
  });

  it('leaves a repo that has a pull request', async () => {
    await store.intend(intent);
    await makeRepo();
    const github = await serveWithPullRequest(forge);
    const config = new ConfigReader({ integrations: { github: [{ ...forge.integrationsConfig.github[0], apiBaseUrl: github.apiBaseUrl }] } });
    const result = await undoTask(
      { taskId: 'task-1', caller: 'sweep', logger: mockServices.logger.mock() },
      {
        store,
        catalog: locationCatalog().catalog,
        repoHosts: createRepoHosts(ScmIntegrations.fromConfig(config)),
        auth: mockServices.auth(),
        auditor: mockServices.auditor.mock(),
      },
    );
    github.close();
    expect(result).toMatchObject(outcomes([{ outcome: 'left', reason: 'It has a pull request.' }, { outcome: 'absent' }]));
  });

  it('leaves a location that differs in case: it is somebody else’s', async () => {
    await store.intend(intent);
    await makeRepo();
    const other = intent.locationTarget.replace('acme', 'ACME');
    const catalog = locationCatalog([other]);
    expect(await undo(catalog)).toMatchObject(outcomes([{ outcome: 'removed' }, { outcome: 'absent' }]));
    expect(catalog.targets()).toEqual([other]);
  });

  it('keeps to what it did once the name was given to a new task: neither repo nor location of that one is touched or named', async () => {
    await store.intend(intent);
    await makeRepo();
    const catalog = locationCatalog([intent.locationTarget]);
    const first = await undo(catalog);
    await makeRepo('https://portal.acme.test/catalog/default/component/orders');
    catalog.add(intent.locationTarget);
    expect(await undo(catalog)).toEqual(first);
    expect(await forge.repoExists('acme/orders')).toBe(true);
    expect(catalog.targets()).toEqual([intent.locationTarget]);
    expect(await store.get('task-1')).toMatchObject({ status: 'undone' });
  });

  it('removes the location that a retry registered for the repo that is gone', async () => {
    await store.intend(intent);
    await makeRepo();
    const catalog = locationCatalog();
    await undo(catalog);
    catalog.add(intent.locationTarget);
    expect(await undo(catalog)).toMatchObject(outcomes([{ kind: 'repo', outcome: 'removed' }, { kind: 'location', outcome: 'removed' }]));
    expect(catalog.targets()).toEqual([]);
  });

  it('leaves the location of a new task that comes while it asks for the repo', async () => {
    await store.intend(intent);
    await makeRepo();
    await undo(locationCatalog());
    // As if the new task had been registered right behind the look-up of the location.
    const catalog = locationCatalog();
    forge.failOn(({ method, path }) => {
      if (method === 'GET' && path.endsWith('/repos/acme/orders')) catalog.add(intent.locationTarget);
      return undefined;
    });
    await undo(catalog);
    expect(catalog.targets()).toEqual([intent.locationTarget]);
  });

  it('leaves a location whose repo this task never made', async () => {
    await store.intend(intent);
    const catalog = locationCatalog([intent.locationTarget]);
    expect(await undo(catalog)).toMatchObject(outcomes([{ outcome: 'absent' }, { outcome: 'left' }]));
  });

  it('gives the claim back when the host does not answer, and ends the work the next time', async () => {
    await store.intend(intent);
    await makeRepo();
    forge.failOn(({ method }) => (method === 'DELETE' ? { status: 502 } : undefined));
    await expect(undo(locationCatalog())).rejects.toMatchObject({ code: 'REPO_HOST_FAILED' });
    expect(await store.get('task-1')).toMatchObject({ status: 'intended' });
    forge.failOn(undefined);
    expect(await undo(locationCatalog())).toMatchObject(outcomes([{ outcome: 'removed' }, { outcome: 'absent' }]));
  });

  it('takes a rate limit for no verdict about rights', async () => {
    await store.intend(intent);
    await makeRepo();
    forge.failOn(({ method }) => (method === 'DELETE' ? { status: 429 } : undefined));
    await expect(undo(locationCatalog())).rejects.toMatchObject({ code: 'REPO_HOST_FAILED', message: expect.stringContaining('rate limit') });
    expect(await store.get('task-1')).toMatchObject({ status: 'intended' });
  });

  it('removes the location after a crash between the two: the proof was written down first', async () => {
    await store.intend(intent);
    await makeRepo();
    forge.failOn(({ method }) => (method === 'DELETE' ? 'resetAfter' : undefined));
    const catalog = locationCatalog([intent.locationTarget]);
    await expect(undo(catalog)).rejects.toMatchObject({ code: 'REPO_HOST_FAILED' });
    expect(await forge.repoExists('acme/orders')).toBe(false);
    forge.failOn(undefined);
    expect(await undo(catalog)).toMatchObject(outcomes([{ outcome: 'removed' }, { outcome: 'removed' }]));
    expect(catalog.targets()).toEqual([]);
  });

  it('deletes once when two replicas undo at the same time', async () => {
    await store.intend(intent);
    await makeRepo();
    const results = await Promise.all([undo(locationCatalog()), undo(locationCatalog())]);
    expect(results.map(({ state }) => state).sort()).toEqual(['busy', 'ended']);
    expect(forge.calls.filter(call => call.startsWith('DELETE'))).toHaveLength(1);
  });
});
