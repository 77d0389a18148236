import { TestDatabases } from '@backstage/backend-test-utils';
import { type ActionBench, type ActionRun, runAction, startActionBench } from '../testing/actionBench';
import { createPrepareAction } from './prepare';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const repoUrl = 'github.com?owner=acme&repo=orders';
const location = 'https://github.com/acme/orders/tree/main/catalog-info.yaml';

describe('waymark:prepare', () => {
  let bench: ActionBench;
  beforeEach(async () => {
    bench = await startActionBench(databases);
  });
  afterEach(() => bench.close());

  const prepare = (run: ActionRun = {}) => runAction(createPrepareAction(bench.services), { input: { repoUrl }, ...run });
  const makeRepo = (homepage?: string) => bench.forge.api('POST', '/orgs/acme/repos', { name: 'orders', homepage });

  it('writes down what is about to be made, before anything is made', async () => {
    const { output } = await prepare();
    expect(output).toEqual({
      marker: expect.stringMatching(/^https:\/\/portal\.acme\.test\/waymark\/tasks\/task-1#[0-9a-f]{32}$/),
      recordUrl: 'https://portal.acme.test/waymark/tasks/task-1',
      catalogInfoUrl: location,
      repo: { host: 'github.com', owner: 'acme', name: 'orders', url: 'https://github.com/acme/orders' },
    });
    expect(await bench.services.store.get('task-1')).toMatchObject({
      status: 'intended',
      templateRef: 'template:default/tiny-service',
      marker: output.marker,
      repoUrl: 'https://github.com/acme/orders',
      locationTarget: location,
    });
    expect(await bench.forge.repoExists('acme/orders')).toBe(false);
  });

  it('fails at once when repo or location exist, names both, and touches neither', async () => {
    await makeRepo('https://acme.test');
    bench.locations.add(location);
    await expect(prepare()).rejects.toMatchObject({
      code: 'TARGET_EXISTS',
      problems: [{ what: 'the repo https://github.com/acme/orders exists' }, { what: `the catalog has the location ${location}` }],
    });
    expect(await bench.services.store.get('task-1')).toBeUndefined();
    expect(await bench.forge.repoExists('acme/orders')).toBe(true);
    expect(bench.locations.targets()).toEqual([location]);
  });

  it('fails for an address that leads to a renamed repo', async () => {
    await makeRepo();
    await bench.forge.api('PATCH', '/repos/acme/orders', { name: 'orders-old' });
    await expect(prepare()).rejects.toMatchObject({ code: 'TARGET_EXISTS', message: expect.stringContaining('renamed') });
  });

  it('goes on with the same marker when a crashed task runs again, with or without its repo', async () => {
    const first = await prepare();
    expect((await prepare()).output.marker).toBe(first.output.marker);
    await makeRepo(first.output.marker as string);
    bench.locations.add(location);
    expect((await prepare()).output).toEqual(first.output);
  });

  it('does not take over a repo that somebody else made in the meantime', async () => {
    await prepare();
    await makeRepo('https://acme.test');
    await expect(prepare()).rejects.toMatchObject({ code: 'TARGET_EXISTS' });
  });

  it('runs again after a failure that had made nothing', async () => {
    await prepare();
    const { store } = bench.services;
    const absent = { kind: 'repo', target: 'https://github.com/acme/orders', outcome: 'absent', reason: 'Never made.' } as const;
    await store.endUndo('task-1', { claim: (await store.claimUndo('task-1')) ?? '', undo: [absent] });
    await prepare();
    expect(await store.get('task-1')).toMatchObject({ status: 'intended' });
  });

  it.each(['removed', 'left'] as const)('sends a retry to a new task once a repo was %s', async outcome => {
    await prepare();
    const { store } = bench.services;
    const thing = { kind: 'repo', target: 'https://github.com/acme/orders', outcome, reason: 'x' } as const;
    await store.endUndo('task-1', { claim: (await store.claimUndo('task-1')) ?? '', undo: [thing] });
    await expect(prepare()).rejects.toMatchObject({ code: 'TASK_ENDED', message: expect.stringContaining('Start over') });
  });

  it('refuses to run a sealed task again, so that its repo stays', async () => {
    await prepare();
    await bench.services.store.seal('task-1', null);
    await expect(prepare()).rejects.toMatchObject({ code: 'TASK_ENDED', message: expect.stringContaining('in use') });
    expect(await bench.services.store.get('task-1')).toMatchObject({ status: 'sealed' });
  });

  it('asks and writes nothing in a dry run', async () => {
    bench.forge.calls.length = 0;
    const { output, log } = await prepare({ isDryRun: true });
    expect(output.repo).toMatchObject({ owner: 'acme', name: 'orders' });
    expect(log.join('\n')).toContain('Would make https://github.com/acme/orders');
    expect(bench.forge.calls).toEqual([]);
    expect(await bench.services.store.get('task-1')).toBeUndefined();
  });

  it.each([
    ['gitlab.com?owner=acme&repo=orders', 'Waymark knows GitHub'],
    ['git.acme.test?owner=acme&repo=orders', 'No matching integration'],
    ['github.com?repo=orders', 'missing owner'],
    ['github.com?owner=acme&repo=..', '".." is no name of a repo'],
    ['github.com?owner=ac/me&repo=orders', '"ac/me" is no name of a user'],
    ['', 'repoUrl'],
  ])('says what is wrong with %s', async (wrong, message) => {
    await expect(prepare({ input: { repoUrl: wrong } })).rejects.toThrow(message);
  });

  it('does not write an intent when the host cannot be asked', async () => {
    bench.forge.failOn(() => ({ status: 500 }));
    await expect(prepare()).rejects.toMatchObject({ code: 'REPO_HOST_FAILED' });
    expect(await bench.services.store.get('task-1')).toBeUndefined();
  });
});
