import { TestDatabases, createMockDirectory } from '@backstage/backend-test-utils';
import { parse } from 'yaml';
import { type ActionBench, runAction, startActionBench } from '../testing/actionBench';
import { createRenderAction } from './render';
import { examples as renderExamples } from './render.examples';
import { createVerifyAction } from './verify';
import { examples } from './verify.examples';

// The first render starts a child process.
jest.setTimeout(30_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('examples of waymark:verify', () => {
  const workspace = createMockDirectory();
  let bench: ActionBench;
  beforeAll(async () => {
    bench = await startActionBench(databases);
  });
  afterAll(() => bench.close());

  it.each(examples)('$description', async ({ example }) => {
    const render = parse(renderExamples[0]?.example ?? '').steps[0];
    await runAction(createRenderAction(bench.services), { input: render.input, workspacePath: workspace.path });
    const { input } = parse(example).steps[0];
    const { output } = await runAction(createVerifyAction(bench.services), { input, workspacePath: workspace.path });
    expect(output.errors).toBe(0);
  });
});
