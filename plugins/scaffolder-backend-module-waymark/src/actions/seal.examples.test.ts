import { TestDatabases } from '@backstage/backend-test-utils';
import { gitTreeId } from '@waymark/backstage-plugin-waymark-node';
import { parse } from 'yaml';
import { type ActionBench, runAction, startActionBench } from '../testing/actionBench';
import { createPrepareAction } from './prepare';
import { createSealAction } from './seal';
import { examples } from './seal.examples';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const file = { path: 'README.md', mode: '100644', encoding: 'utf8', content: '# Orders\n' } as const;

describe('examples of waymark:seal', () => {
  let bench: ActionBench;
  beforeEach(async () => {
    bench = await startActionBench(databases);
  });
  afterEach(() => bench.close());

  it.each(examples)('$description', async ({ example }) => {
    const { input } = parse(example).steps[0];
    await runAction(createPrepareAction(bench.services), { input: { repoUrl: 'github.com?owner=acme&repo=orders' } });
    await bench.services.store.savePlan('task-1', { plan: null, treeId: gitTreeId([file]) });
    await bench.forge.seedRepository({ owner: 'acme', name: 'orders', message: 'first', files: [file] });
    await runAction(createSealAction(bench.services), { input });
    expect(await bench.services.store.get('task-1')).toMatchObject({ status: 'sealed', entityRef: input.entityRef ?? null });
  });
});
