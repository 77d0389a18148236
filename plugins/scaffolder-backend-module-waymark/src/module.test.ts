import { mockCredentials, mockServices, startTestBackend } from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { taskRecordSchema } from '@waymark/backstage-plugin-waymark-common';
import request from 'supertest';
import waymarkModule from './index';
import { sweepTasks } from './undo/sweepTasks';
import { type TestPortal, portalConfig, startTestPortal } from './testing/startTestPortal';

jest.setTimeout(60_000);

describe('a task in a portal', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await startTestPortal();
  });
  afterAll(() => portal.close());
  afterEach(() => portal.forge.failOn(undefined));

  const location = (name: string) => `${portal.forge.origin}/acme/${name}/tree/main/catalog-info.yaml`;
  const expectNothingLeft = async (name: string) => {
    expect(await portal.forge.repoExists(`acme/${name}`)).toBe(false);
    expect(await portal.locations()).not.toContain(location(name));
  };

  it('publishes what was proved, registers it, and is sealed', async () => {
    const taskId = await portal.start('orders');
    const { status, log } = await portal.end(taskId);
    expect(log).toContain('The published tree is the one that was proved');
    expect(status).toBe('completed');
    const record = taskRecordSchema.parse(await portal.record(taskId));
    expect(record).toMatchObject({
      status: 'sealed',
      templateRef: 'template:default/tiny-service',
      entityRef: 'component:default/orders',
      plan: { version: '1.2.0' },
      report: { errors: 0 },
      undo: [],
    });
    const { body } = await portal.forge.api('GET', '/repos/acme/orders');
    expect(body.homepage).toBe('https://portal.acme.test/catalog/default/component/orders');
    expect(await portal.locations()).toContain(location('orders'));
    await portal.eventually('the component', async () => {
      const found = await portal.call('get', '/api/catalog/entities/by-name/component/default/orders');
      return found.status === 200 || undefined;
    });
  });

  it('publishes nothing when the verification fails, and keeps the report', async () => {
    portal.forge.calls.length = 0;
    const taskId = await portal.start('broken', { goldenPath: 'broken-service' });
    const { status, log } = await portal.end(taskId);
    expect(status).toBe('failed');
    expect(log).toContain('broken.py:1');
    expect(portal.forge.calls.filter(call => call.startsWith('POST'))).toEqual([]);
    await expectNothingLeft('broken');
    expect(await portal.record(taskId)).toMatchObject({ status: 'undone', report: { errors: 1 }, undo: [{ outcome: 'absent' }, { outcome: 'absent' }] });
  });

  it('undoes the repo when the push fails', async () => {
    portal.forge.failOn(({ surface, path }) => (surface === 'git' && path.includes('git-receive-pack') ? { status: 403 } : undefined));
    const taskId = await portal.start('unpushed');
    const { status, log } = await portal.end(taskId);
    expect(status).toBe('failed');
    expect(log).toContain('/acme/unpushed: removed.');
    expect(log).toContain('Nothing of this task is left behind');
    await expectNothingLeft('unpushed');
    expect(await portal.record(taskId)).toMatchObject({ status: 'undone', undo: [{ kind: 'repo', outcome: 'removed' }, { outcome: 'absent' }] });
  });

  it('undoes repo and location when the registration fails', async () => {
    portal.forge.failOn(({ path }) => (path.endsWith('/contents/catalog-info.yaml') ? { status: 403 } : undefined));
    const taskId = await portal.start('unregistered');
    const { status, log } = await portal.end(taskId);
    expect(status).toBe('failed');
    expect(log).toContain('catalog-info.yaml: removed.');
    await expectNothingLeft('unregistered');
    expect(await portal.record(taskId)).toMatchObject({ status: 'undone', undo: [{ outcome: 'removed' }, { outcome: 'removed' }] });
  });

  it('undoes what was published when it is not what was proved', async () => {
    const taskId = await portal.start('tampered', { tamper: true });
    const { status, log } = await portal.end(taskId);
    expect(status).toBe('failed');
    expect(log).toContain('is not the one that was proved');
    await expectNothingLeft('tampered');
    expect(await portal.record(taskId)).toMatchObject({ status: 'undone', undo: [{ outcome: 'removed' }, { outcome: 'removed' }] });
  });

  it('does not touch a repo that was there before, and says so at once', async () => {
    await portal.forge.seedRepository({ owner: 'acme', name: 'taken', message: 'old', files: [{ path: 'a', content: 'a' }] });
    const taskId = await portal.start('taken');
    const { status, log } = await portal.end(taskId);
    expect(status).toBe('failed');
    expect(log).toContain(`the repo ${portal.forge.origin}/acme/taken exists – choose another name; the repo was not touched`);
    expect(log).toContain('Nothing to undo');
    expect(await portal.forge.repoExists('acme/taken')).toBe(true);
  });

  it('does not touch a location that was there before, and makes no repo for it', async () => {
    const { status: made } = await portal.call('post', '/api/catalog/locations').send({ type: 'url', target: location('registered') });
    expect(made).toBe(201);
    const { status, log } = await portal.end(await portal.start('registered'));
    expect(status).toBe('failed');
    expect(log).toContain(`the catalog has the location ${location('registered')}`);
    expect(await portal.locations()).toContain(location('registered'));
    expect(await portal.forge.repoExists('acme/registered')).toBe(false);
  });

  it('undoes a cancelled task, whose rollback step never runs', async () => {
    const taskId = await portal.start('cancelled', { wait: true });
    await portal.eventually('the wait step', async () =>
      (await portal.events(taskId)).some(({ body }) => body.stepId === 'wait') || undefined,
    );
    expect(await portal.forge.repoExists('acme/cancelled')).toBe(true);
    await portal.call('post', `/api/scaffolder/v2/tasks/${taskId}/cancel`);
    const record = await portal.eventually('the undo', async () => {
      const found = await portal.record(taskId);
      return found.status === 'intended' ? undefined : found;
    });
    expect(record).toMatchObject({ status: 'undone', undo: [{ outcome: 'removed' }, { outcome: 'removed' }] });
    await expectNothingLeft('cancelled');
    expect((await portal.end(taskId)).log).not.toContain('Nothing of this task is left behind');
  });

  it('leaves a finished service alone when its task is run again', async () => {
    const taskId = await portal.start('finished');
    expect((await portal.end(taskId)).status).toBe('completed');
    await portal.call('post', `/api/scaffolder/v2/tasks/${taskId}/retry`).send({});
    await portal.eventually('the second end', async () => {
      const { body } = await portal.call('get', `/api/scaffolder/v2/tasks/${taskId}`);
      return body.status === 'failed' || undefined;
    });
    expect((await portal.end(taskId)).log).toContain('so it cannot run again');
    expect(await portal.forge.repoExists('acme/finished')).toBe(true);
    expect(await portal.locations()).toContain(location('finished'));
    expect(await portal.record(taskId)).toMatchObject({ status: 'sealed' });
  });

  it('is asked by the sweep how its tasks ended: a repo that was missed is undone, one of a deleted task is left and named', async () => {
    const { store } = portal.services;
    const failed = await portal.start('missed', { goldenPath: 'broken-service' });
    expect((await portal.end(failed)).status).toBe('failed');
    await portal.eventually('the undo', async () => ((await portal.record(failed)).status === 'undone' ? true : undefined));
    // As after a crash behind the publishing: the row is open, the repo and the location are there.
    await store.reopen(failed);
    const { marker } = (await portal.record(failed)).intent;
    await portal.forge.api('POST', '/orgs/acme/repos', { name: 'missed', homepage: marker });
    const open = await store.get(failed);
    if (!open) throw new Error('The record is gone');
    const deleted = { ...open, taskId: 'deleted', repo: { ...open.repo, name: 'deleted' }, repoUrl: `${portal.forge.origin}/acme/deleted` };
    await store.intend(deleted);
    await portal.forge.api('POST', '/orgs/acme/repos', { name: 'deleted', homepage: marker });

    const later = new Date(Date.now() + 120_000);
    await sweepTasks(portal.services, later);
    expect(await portal.record(failed)).toMatchObject({ status: 'undone', undo: [{ kind: 'repo', outcome: 'removed' }, { outcome: 'absent' }] });
    expect(await portal.forge.repoExists('acme/missed')).toBe(false);
    expect(await portal.record('deleted')).toMatchObject({ status: 'leftBehind', undo: [{ kind: 'repo', target: deleted.repoUrl, outcome: 'left' }, { outcome: 'absent' }] });
    expect(await portal.forge.repoExists('acme/deleted')).toBe(true);
  });

  it('shows the tree in a dry run and touches nothing', async () => {
    portal.forge.calls.length = 0;
    const template = (await portal.call('get', '/api/catalog/entities/by-name/template/default/tiny-service')).body;
    const { body, status } = await portal.call('post', '/api/scaffolder/v2/dry-run').send({
      template,
      values: {
        repoUrl: `${portal.forge.host}?owner=acme&repo=imagined`,
        library: `${portal.forge.origin}/waymark/golden-paths/tree/main`,
        goldenPath: 'tiny-service',
        answers: { name: 'imagined', description: 'A service', owner: 'group:default/commerce', entities: [{ name: 'Order', fields: [{ name: 'number', type: 'string' }] }] },
      },
      secrets: { token: 'very-secret-token' },
      directoryContents: [],
    });
    expect({ status, errors: body.errors ?? body.error }).toEqual({ status: 200, errors: undefined });
    const paths = (body.directoryContents as { path: string }[]).map(({ path }) => path).sort();
    expect(paths).toEqual(['.waymark.yaml', 'README.md', 'catalog-info.yaml', 'run.sh', 'src/main.py']);
    expect(JSON.stringify(body)).not.toContain('very-secret-token');
    expect(portal.forge.calls.filter(call => !call.startsWith('GET'))).toEqual([]);
    await expectNothingLeft('imagined');
  });

  it('tells of a task without a record that there is none', async () => {
    const { status, body } = await portal.call('get', '/api/scaffolder/waymark/tasks/no-such-task');
    expect(status).toBe(404);
    expect(body.error).toMatchObject({ name: 'NotFoundError', code: 'RECORD_NOT_FOUND' });
  });

  it('shows records to nobody who is not signed in', async () => {
    const { status } = await request(portal.server)
      .get('/api/scaffolder/waymark/tasks/any')
      .set('Authorization', mockCredentials.none.header());
    expect(status).toBe(401);
  });
});

describe('the module', () => {
  it('shows records only to those with the permission', async () => {
    const backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        catalogPlugin,
        waymarkModule,
        mockServices.rootConfig.factory({ data: portalConfig }),
        mockServices.permissions.factory({ result: 'DENY' as never }),
      ],
    });
    const { status, body } = await request(backend.server)
      .get('/api/scaffolder/waymark/tasks/any')
      .set('Authorization', mockCredentials.user.header());
    expect(status).toBe(403);
    expect(body.error.message).toContain('waymark.task.read');
    const metadata = await request(backend.server).get('/api/scaffolder/.well-known/backstage/permissions/metadata');
    expect(JSON.stringify(metadata.body.permissions)).toContain('"waymark.task.read"');
    await backend.stop();
  });

  it('does not start when crashed tasks would be resumed with empty workspaces', async () => {
    const start = startTestBackend({
      features: [
        scaffolderPlugin,
        catalogPlugin,
        waymarkModule,
        mockServices.rootConfig.factory({ data: { ...portalConfig, scaffolder: { taskRecovery: { enabled: true } } } }),
      ],
    });
    await expect(start).rejects.toThrow('scaffolder.taskRecovery.workspaceProvider');
  });
});
