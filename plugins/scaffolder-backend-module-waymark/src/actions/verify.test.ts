import { symlink } from 'node:fs/promises';
import { TestDatabases, createMockDirectory } from '@backstage/backend-test-utils';
import { gitTreeId, readTree } from '@waymark/backstage-plugin-waymark-node';
import { type ActionBench, type ActionRun, runAction, startActionBench } from '../testing/actionBench';
import { createPrepareAction } from './prepare';
import { RenderMemory } from './RenderMemory';
import { createRenderAction } from './render';
import { createVerifyAction } from './verify';

// The first render starts a child process.
jest.setTimeout(30_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const answers = {
  name: 'orders',
  description: 'Orders of the shop',
  owner: 'group:default/commerce',
  entities: [{ name: 'Order', fields: [{ name: 'number', type: 'string' }] }],
};

describe('waymark:verify', () => {
  const workspace = createMockDirectory();
  let bench: ActionBench;
  beforeAll(async () => {
    bench = await startActionBench(databases);
  });
  afterAll(() => bench.close());
  beforeEach(() => workspace.clear());

  const render = async (run: ActionRun = {}) => {
    const repoUrl = `github.com?owner=acme&repo=${run.taskId ?? 'orders'}`;
    await runAction(createPrepareAction(bench.services), { ...run, input: { repoUrl } });
    return runAction(createRenderAction(bench.services), { input: { answers }, workspacePath: workspace.path, ...run });
  };
  const verify = (run: ActionRun = {}) => runAction(createVerifyAction(bench.services), { workspacePath: workspace.path, ...run });

  it('passes what was rendered, a line a check, and keeps the report', async () => {
    const rendered = await render({ taskId: 'passes' });
    const { output, log, warnings } = await verify({ taskId: 'passes' });
    expect(output).toMatchObject({ errors: 0, treeId: rendered.output.treeId, report: { errors: 0, files: 5 } });
    expect(output.reportMarkdown).toContain('checks passed over 5 files');
    const report = output.report as { checks: unknown[] };
    expect(report.checks.length).toBeGreaterThan(3);
    expect(log).toHaveLength(report.checks.length + 1 + warnings.length);
    expect(await bench.services.store.get('passes')).toMatchObject({ report: output.report });
  });

  it('fails before anything is published, names the problem, and keeps the report of the failed task', async () => {
    await render({ taskId: 'fails', template: { name: 'broken-service' } });
    await expect(verify({ taskId: 'fails' })).rejects.toMatchObject({
      code: 'VERIFY_FAILED',
      message: expect.stringContaining('broken.py:1'),
      problems: expect.arrayContaining([expect.objectContaining({ severity: 'error', file: 'broken.py' })]),
    });
    expect(await bench.services.store.get('fails')).toMatchObject({ report: { problems: expect.arrayContaining([expect.objectContaining({ file: 'broken.py' })]) } });
  });

  it('judges what will be pushed, other steps’ files too', async () => {
    await render({ taskId: 'more' });
    workspace.addContent({ 'extra.json': '{"a": ' });
    await expect(verify({ taskId: 'more' })).rejects.toMatchObject({ problems: [expect.objectContaining({ file: 'extra.json' })] });
    workspace.addContent({ 'extra.json': '{}' });
    const { output } = await verify({ taskId: 'more' });
    expect(output.treeId).toBe(gitTreeId(readTree(workspace.path)));
    expect(await bench.services.store.get('more')).toMatchObject({ treeId: output.treeId });
  });

  it('renders again from the waymark when another process had rendered, and judges the same', async () => {
    await render({ taskId: 'resumed' });
    const before = await verify({ taskId: 'resumed' });
    bench.services.renders = new RenderMemory();
    const after = await verify({ taskId: 'resumed' });
    expect(after.output).toEqual(before.output);
  });

  it.each(['a: [', 'just: something', '&a [*a]', ''])('takes the .waymark.yaml %j of somebody else for none', async text => {
    workspace.addContent({ '.waymark.yaml': text });
    await expect(verify({ taskId: 'resumed-elsewhere' })).rejects.toMatchObject({ code: 'INTENT_MISSING' });
  });

  it('refuses links in the workspace', async () => {
    await render({ taskId: 'links' });
    await symlink('/etc/passwd', workspace.resolve('passwd'));
    await expect(verify({ taskId: 'links' })).rejects.toMatchObject({ code: 'VERIFY_FAILED', problems: [{ file: 'passwd' }] });
  });

  it('says which step is missing when nothing was rendered', async () => {
    await expect(verify({ taskId: 'nothing' })).rejects.toMatchObject({ code: 'INTENT_MISSING', message: expect.stringContaining('waymark:render') });
  });

  it('proves a dry run and writes down nothing', async () => {
    await render({ taskId: 'dry', isDryRun: true });
    expect((await verify({ taskId: 'dry', isDryRun: true })).output.errors).toBe(0);
    expect(await bench.services.store.get('dry')).toBeUndefined();
  });
});
