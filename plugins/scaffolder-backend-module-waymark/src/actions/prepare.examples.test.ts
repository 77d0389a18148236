import { TestDatabases } from '@backstage/backend-test-utils';
import { parse } from 'yaml';
import { type ActionBench, runAction, startActionBench } from '../testing/actionBench';
import { createPrepareAction } from './prepare';
import { examples } from './prepare.examples';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('examples of waymark:prepare', () => {
  let bench: ActionBench;
  beforeAll(async () => {
    bench = await startActionBench(databases);
  });
  afterAll(() => bench.close());

  it.each(examples)('$description', async ({ description, example }) => {
    const { input } = parse(example).steps[0];
    const { output } = await runAction(createPrepareAction(bench.services), { input, taskId: description });
    const branch = input.defaultBranch ?? 'main';
    const { repo } = output as { repo: { url: string; name: string } };
    expect(input.repoUrl).toContain(`repo=${repo.name}`);
    expect(output.catalogInfoUrl).toBe(`${repo.url}/tree/${branch}${input.catalogInfoPath ?? '/catalog-info.yaml'}`);
    expect(await bench.services.store.get(description)).toMatchObject({ marker: output.marker, defaultBranch: branch });
  });
});
