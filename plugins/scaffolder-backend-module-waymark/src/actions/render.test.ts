import { cp, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TestDatabases, createMockDirectory } from '@backstage/backend-test-utils';
import { pathToFileURL } from 'node:url';
import { gitTreeId, readTree } from '@waymark/backstage-plugin-waymark-node';
import { parse } from 'yaml';
import { type ActionBench, type ActionRun, libraryFolder, runAction, startActionBench } from '../testing/actionBench';
import { createPrepareAction } from './prepare';
import { createRenderAction } from './render';

// The first render starts a child process.
jest.setTimeout(30_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const answers = {
  name: 'orders',
  description: 'Orders & returns of the *shop*',
  owner: 'group:default/commerce',
  entities: [{ name: 'Order line', fields: [{ name: 'number', type: 'string' }] }],
};

describe('waymark:render', () => {
  const workspace = createMockDirectory();
  let bench: ActionBench;
  beforeAll(async () => {
    bench = await startActionBench(databases);
  });
  afterAll(() => bench.close());
  beforeEach(() => {
    workspace.clear();
    bench.forge.calls.length = 0;
    bench.services.libraryUrl = undefined;
  });

  const render = (run: ActionRun = {}) =>
    runAction(createRenderAction(bench.services), { input: { answers }, workspacePath: workspace.path, ...run });

  it('renders the running template, with modes, from one commit of the repo that holds it', async () => {
    await runAction(createPrepareAction(bench.services), { input: { repoUrl: 'github.com?owner=acme&repo=orders' } });
    const { output, log } = await render();
    const files = readTree(workspace.path);
    expect(files.map(({ path }) => path)).toEqual(['.waymark.yaml', 'README.md', 'catalog-info.yaml', 'run.sh', 'src/main.py']);
    expect(output).toEqual({
      layers: [{ layer: 'app', at: '', item: null, reason: expect.any(String) }],
      fileCount: 5,
      version: '1.2.0',
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      treeId: gitTreeId(files),
    });
    expect((await stat(join(workspace.path, 'run.sh'))).mode & 0o777).toBe(0o755);
    expect(await readFile(join(workspace.path, 'src/main.py'), 'utf8')).toContain('ENTITIES = [\n    "order_line",\n]');
    const waymark = parse(await readFile(join(workspace.path, '.waymark.yaml'), 'utf8'));
    expect(waymark).toMatchObject({
      goldenPath: { ref: 'template:default/tiny-service', version: '1.2.0' },
      library: { url: 'https://github.com/acme/golden-paths', commit: output.commit },
      answers,
    });
    expect(await bench.services.store.get('task-1')).toMatchObject({
      treeId: output.treeId,
      plan: { goldenPath: 'template:default/tiny-service', version: '1.2.0', commit: output.commit, layers: output.layers },
    });
    expect(log.length).toBeLessThan(5);
  });

  it('fetches the library once while its commit is the same', async () => {
    const before = await render();
    bench.forge.calls.length = 0;
    const after = await render();
    expect(after.output).toEqual(before.output);
    expect(bench.forge.calls.filter(call => call.includes('/tarball/'))).toEqual([]);
  });

  it('renders from the newest commit of the library', async () => {
    const copy = createMockDirectory();
    await cp(libraryFolder, copy.path, { recursive: true });
    const seed = () => bench.forge.seedRepository({ owner: 'acme', name: 'moving-paths', message: 'Golden paths', folder: copy.path });
    const input = { answers, library: 'https://github.com/acme/moving-paths' };
    const first = await seed();
    expect((await render({ input })).output).toMatchObject({ commit: first.commit, version: '1.2.0' });
    copy.addContent({ 'tiny-service/golden-path.yaml': 'version: 1.3.0\nlayers:\n  - app\n' });
    const second = await seed();
    expect((await render({ input })).output).toMatchObject({ commit: second.commit, version: '1.3.0' });
    copy.addContent({ 'tiny-service/golden-path.yaml': 'version: 1.4.0\nlayers:\n  - no-such-layer\n' });
    await seed();
    await expect(render({ input })).rejects.toMatchObject({ code: 'LIBRARY_INVALID', message: expect.stringContaining('no-such-layer') });
  });

  it('renders into a workspace that holds the files of an interrupted run', async () => {
    workspace.setContent({ 'README.md': 'half', src: { 'main.py': '' } });
    const { output } = await render();
    expect(gitTreeId(readTree(workspace.path))).toBe(output.treeId);
  });

  it('says so when the catalog and the library have different versions', async () => {
    expect((await render({ template: { name: 'tiny-service', version: '1.2.0' } })).warnings).toEqual([]);
    const { warnings } = await render({ template: { name: 'tiny-service', version: '1.1.0' } });
    expect(warnings).toEqual([expect.stringContaining('version 1.1.0 of tiny-service, the library at')]);
  });

  it('refuses a secret among the answers before it asks anybody', async () => {
    const run = { input: { answers: { ...answers, description: 'with s3cr3t-value' } }, secrets: { token: 's3cr3t-value' } };
    await expect(render(run)).rejects.toMatchObject({ code: 'ANSWERS_INVALID' });
    expect(bench.forge.calls).toEqual([]);
    expect(readTree(workspace.path)).toEqual([]);
  });

  it('tells every problem of the answers, and writes nothing', async () => {
    const run = render({ input: { answers: { ...answers, name: 'X', entities: [{ name: 'A', fields: [{ name: 'a', type: 'text', unknown: 1 }] }] } } });
    await expect(run).rejects.toMatchObject({ code: 'ANSWERS_INVALID', problems: expect.arrayContaining([expect.objectContaining({ path: 'name' })]) });
    expect(readTree(workspace.path)).toEqual([]);
  });

  it.each([
    ['a golden path that the library has not', { input: { answers, goldenPath: 'go-service' } }, 'GOLDEN_PATH_UNKNOWN'],
    ['a repo that is not there', { input: { answers, library: 'https://github.com/acme/nothing' } }, 'LIBRARY_UNREADABLE'],
    ['an address of no repo', { input: { answers, library: 'https://github.com/acme' } }, 'LIBRARY_UNREADABLE'],
    ['a template of a file and no configured library', { template: { name: 'tiny-service', baseUrl: 'file:///srv/x/template.yaml' } }, 'LIBRARY_UNREADABLE'],
  ])('fails clearly for %s', async (_case, run, code) => {
    await expect(render(run)).rejects.toMatchObject({ code });
  });

  it('takes the library of the config for a template that is stored nowhere', async () => {
    bench.services.libraryUrl = 'https://github.com/acme/golden-paths/tree/main';
    const { output } = await render({ template: { name: 'tiny-service', baseUrl: 'file:///srv/x/template.yaml' } });
    expect(output.fileCount).toBe(5);
  });

  it('renders the files of a dry run, asks nobody and writes down nothing', async () => {
    const baseUrl = pathToFileURL(join(libraryFolder, 'template.yaml')).href;
    const { output } = await render({ isDryRun: true, taskId: 'dry-run-1', template: { name: 'tiny-service', baseUrl } });
    expect(output.fileCount).toBe(5);
    expect(readTree(workspace.path).length).toBe(5);
    expect(bench.forge.calls).toEqual([]);
    expect(await bench.services.store.get('dry-run-1')).toBeUndefined();
  });
});
