import { TestDatabases, createMockDirectory } from '@backstage/backend-test-utils';
import { readTree } from '@waymark/backstage-plugin-waymark-node';
import { parse } from 'yaml';
import { type ActionBench, runAction, startActionBench } from '../testing/actionBench';
import { createRenderAction } from './render';
import { examples } from './render.examples';

// The first render starts a child process.
jest.setTimeout(30_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('examples of waymark:render', () => {
  const workspace = createMockDirectory();
  let bench: ActionBench;
  beforeAll(async () => {
    bench = await startActionBench(databases);
  });
  afterAll(() => bench.close());
  beforeEach(() => workspace.clear());

  it.each(examples)('$description', async ({ description, example }) => {
    const { input } = parse(example).steps[0];
    const { output } = await runAction(createRenderAction(bench.services), {
      // The library of the test holds a smaller path than the one of the example.
      input: input.goldenPath ? { ...input, goldenPath: 'tiny-service' } : input,
      taskId: description,
      workspacePath: workspace.path,
    });
    const files = readTree(workspace.path);
    expect(output.fileCount).toBe(files.length);
    expect(files.find(({ path }) => path === 'catalog-info.yaml')?.content).toContain(`name: ${input.answers.name}`);
  });
});
