import { TestDatabases } from '@backstage/backend-test-utils';
import { gitTreeId } from '@waymark/backstage-plugin-waymark-node';
import { type ActionBench, type ActionRun, runAction, startActionBench } from '../testing/actionBench';
import { createPrepareAction } from './prepare';
import { createSealAction } from './seal';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const files = [{ path: 'README.md', mode: '100644', encoding: 'utf8', content: '# Orders\n' }] as const;
const entityRef = 'component:default/orders';

describe('waymark:seal', () => {
  let bench: ActionBench;
  beforeEach(async () => {
    bench = await startActionBench(databases);
  });
  afterEach(() => bench.close());

  const seal = (run: ActionRun = {}) => runAction(createSealAction(bench.services), { input: { entityRef }, ...run });
  const homepage = async () => (await bench.forge.api('GET', '/repos/acme/orders')).body.homepage;

  const publish = async (content: string = files[0].content) => {
    const { output } = await runAction(createPrepareAction(bench.services), { input: { repoUrl: 'github.com?owner=acme&repo=orders' } });
    await bench.services.store.savePlan('task-1', { plan: null, treeId: gitTreeId(files) });
    await bench.forge.api('POST', '/orgs/acme/repos', { name: 'orders', homepage: output.marker });
    const { commit } = await bench.forge.seedRepository({ owner: 'acme', name: 'orders', message: 'first', files: [{ path: 'README.md', content }] });
    return { marker: output.marker, commit };
  };

  it('closes a task whose published tree is the one that was proved, and puts the component’s page in place of the marker', async () => {
    const { commit } = await publish();
    const { output } = await seal({ input: { entityRef, commitHash: commit, remoteUrl: 'https://github.com/acme/orders.git' } });
    expect(output).toEqual({
      recordUrl: 'https://portal.acme.test/waymark/tasks/task-1',
      repoUrl: 'https://github.com/acme/orders',
      entityUrl: 'https://portal.acme.test/catalog/default/component/orders',
    });
    expect(await bench.services.store.get('task-1')).toMatchObject({ status: 'sealed', entityRef });
    expect(await homepage()).toBe(output.entityUrl);
  });

  it('runs again after a crash behind the seal', async () => {
    await publish();
    await bench.services.store.seal('task-1', entityRef);
    await seal();
    expect(await homepage()).toBe('https://portal.acme.test/catalog/default/component/orders');
  });

  it('stays sealed when the homepage cannot be set', async () => {
    const { marker } = await publish();
    bench.forge.failOn(({ method }) => (method === 'PATCH' ? { status: 403 } : undefined));
    const { warnings } = await seal();
    expect(warnings).toEqual([expect.stringContaining('still shows this task')]);
    expect(await bench.services.store.get('task-1')).toMatchObject({ status: 'sealed' });
    expect(await homepage()).toBe(marker);
  });

  it('does not close a task that published something else', async () => {
    await publish('# Changed behind our back\n');
    await expect(seal()).rejects.toMatchObject({ code: 'PUBLISHED_TREE_DIFFERS', message: expect.stringContaining(gitTreeId(files)) });
    expect(await bench.services.store.get('task-1')).toMatchObject({ status: 'intended' });
  });

  it('does not close a task that published somewhere else', async () => {
    await publish();
    const run = seal({ input: { remoteUrl: 'https://github.com/acme/invoices.git' } });
    await expect(run).rejects.toMatchObject({ code: 'PUBLISHED_TREE_DIFFERS', message: expect.stringContaining('invoices') });
  });

  it('does not close a task that is being undone', async () => {
    await publish();
    await bench.services.store.claimUndo('task-1');
    await expect(seal()).rejects.toMatchObject({ code: 'TASK_ENDED' });
  });

  it('says which step is missing before it', async () => {
    await expect(seal()).rejects.toMatchObject({ code: 'INTENT_MISSING', message: expect.stringContaining('waymark:prepare') });
    await runAction(createPrepareAction(bench.services), { input: { repoUrl: 'github.com?owner=acme&repo=orders' } });
    await expect(seal()).rejects.toMatchObject({ code: 'INTENT_MISSING', message: expect.stringContaining('waymark:render') });
  });

  it('asks and writes nothing in a dry run', async () => {
    bench.forge.calls.length = 0;
    const { output } = await seal({ isDryRun: true, input: { remoteUrl: '<example string>', entityRef: '<example string>' } });
    expect(output.repoUrl).toBe('https://portal.acme.test/waymark/tasks/task-1');
    expect(bench.forge.calls).toEqual([]);
  });
});
