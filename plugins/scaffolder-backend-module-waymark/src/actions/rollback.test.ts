import { TestDatabases } from '@backstage/backend-test-utils';
import { type ActionBench, type ActionRun, runAction, startActionBench } from '../testing/actionBench';
import { createPrepareAction } from './prepare';
import { createRollbackAction } from './rollback';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('waymark:rollback', () => {
  let bench: ActionBench;
  beforeEach(async () => {
    bench = await startActionBench(databases);
  });
  afterEach(() => bench.close());

  const rollback = (run: ActionRun = {}) => runAction(createRollbackAction(bench.services), run);
  const publish = async (homepage?: string) => {
    const { output } = await runAction(createPrepareAction(bench.services), { input: { repoUrl: 'github.com?owner=acme&repo=orders' } });
    await bench.forge.api('POST', '/orgs/acme/repos', { name: 'orders', homepage: homepage ?? output.marker });
    bench.locations.add(output.catalogInfoUrl as string);
  };

  it('takes back repo and location, and says so line by line', async () => {
    await publish();
    const { output, log } = await rollback();
    expect(output.undone).toMatchObject([{ kind: 'repo', outcome: 'removed' }, { kind: 'location', outcome: 'removed' }]);
    expect(log).toEqual([
      expect.stringContaining('repo https://github.com/acme/orders: removed.'),
      expect.stringContaining('location https://github.com/acme/orders/tree/main/catalog-info.yaml: removed.'),
      'Nothing of this task is left behind',
    ]);
  });

  it('names what it leaves, with the reason', async () => {
    await publish('https://acme.test');
    const { warnings, log } = await rollback();
    expect(warnings[0]).toContain('repo https://github.com/acme/orders: left. Its homepage is not');
    expect(log).toContain('Not everything was undone: see above for what was left, and why');
    expect(await bench.forge.repoExists('acme/orders')).toBe(true);
  });

  it('has nothing to undo for a task that failed before it made anything', async () => {
    expect((await rollback()).log).toEqual(['Nothing to undo: the task ended before it made anything']);
  });

  it('does not undo what was sealed', async () => {
    await publish();
    await bench.services.store.seal('task-1', null);
    expect((await rollback()).log).toEqual([expect.stringContaining('was sealed')]);
    expect(await bench.forge.repoExists('acme/orders')).toBe(true);
  });

  it('touches nothing in a dry run', async () => {
    await publish();
    await rollback({ isDryRun: true });
    expect(await bench.forge.repoExists('acme/orders')).toBe(true);
  });
});
