import { TestDatabases } from '@backstage/backend-test-utils';
import { parse } from 'yaml';
import { type ActionBench, runAction, startActionBench } from '../testing/actionBench';
import { createPrepareAction } from './prepare';
import { createRollbackAction } from './rollback';
import { examples } from './rollback.examples';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('examples of waymark:rollback', () => {
  let bench: ActionBench;
  beforeAll(async () => {
    bench = await startActionBench(databases);
  });
  afterAll(() => bench.close());

  it.each(examples)('$description', async ({ example }) => {
    const step = parse(example).steps[0];
    expect(step.if).toBe('${{ failure() }}');
    await runAction(createPrepareAction(bench.services), { input: { repoUrl: 'github.com?owner=acme&repo=orders' } });
    await runAction(createRollbackAction(bench.services), { input: step.input });
    expect(await bench.services.store.get('task-1')).toMatchObject({ status: 'undone' });
  });
});
