import { NotAllowedError } from '@backstage/errors';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { act, screen, within } from '@testing-library/react';
import { type TaskRecord } from '@waymark/backstage-plugin-waymark-common';
import { type TaskRecordApi, taskRecordApiRef } from '../../api/TaskRecordApi';
import { waymarkPlugin } from '../../plugin';
import { catalogEntityRouteRef, scaffolderTaskRouteRef } from '../../routes';
import { sampleRecord } from '../../testing/sampleRecord';

function openPage(readTaskRecord: TaskRecordApi['readTaskRecord']) {
  return renderTestApp({
    features: [waymarkPlugin],
    initialRouteEntries: ['/waymark/tasks/task-1'],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': catalogEntityRouteRef,
      '/create/tasks/:taskId': scaffolderTaskRouteRef,
    },
    apis: [[taskRecordApiRef, { readTaskRecord }]],
  });
}

function openRecord(changes: Partial<TaskRecord> = {}) {
  return openPage(async () => sampleRecord(changes));
}

function section(name: string) {
  return within(screen.getByRole('region', { name }));
}

describe('TaskRecordPage', () => {
  it('reads the record of the task that the address names', async () => {
    const asked: string[] = [];
    openPage(async taskId => {
      asked.push(taskId);
      return sampleRecord();
    });
    expect(await screen.findByText('Sealed')).toBeInTheDocument();
    expect(screen.getByRole('heading', { level: 1, name: 'Task record' })).toBeInTheDocument();
    expect(asked).toEqual(['task-1']);
  });

  it('links a sealed task to its repository, its catalog entity and the task itself', async () => {
    openRecord();
    const repo = await screen.findByRole('link', { name: 'http://forge.example/acme/product-service' });
    expect(repo).toHaveAttribute('href', 'http://forge.example/acme/product-service');
    expect(screen.getByRole('link', { name: 'component:default/product-service' })).toHaveAttribute(
      'href',
      '/catalog/default/component/product-service',
    );
    expect(screen.getByRole('link', { name: 'task-1' })).toHaveAttribute('href', '/create/tasks/task-1');
  });

  it('shows each layer of the plan with its folder and its reason', async () => {
    openRecord();
    await screen.findByText('Sealed');
    const rows = section('Plan')
      .getAllByRole('row')
      .map(row => within(row).queryAllByRole('cell').map(cell => cell.textContent));
    expect(rows).toEqual([
      [],
      ['fastapi-app', '/', 'Every service of this path has it'],
      ['kubernetes', 'deploy', 'You chose Kubernetes'],
    ]);
  });

  it('shows errors before warnings, each with its place and how to mend it', async () => {
    openRecord({
      status: 'undone',
      report: {
        files: 42,
        errors: 1,
        warnings: 1,
        checks: [
          { check: 'yamlParses', title: 'YAML parses', files: 3, errors: 1, warnings: 0 },
          { check: 'jsonParses', title: 'JSON parses', files: 2, errors: 0, warnings: 0 },
          { check: 'tomlParses', title: 'TOML parses', files: 0, errors: 0, warnings: 0 },
        ],
        problems: [
          { severity: 'warning', file: 'README.md', what: 'A link leads nowhere', mend: 'Remove the link' },
          { severity: 'error', check: 'yamlParses', file: 'compose.yaml', line: 7, what: 'A tab indents a line', mend: 'Use spaces' },
        ],
      },
    });
    await screen.findByText('Undone');
    const report = section('Verify report');
    expect(report.getAllByRole('heading', { level: 3 }).map(heading => heading.textContent)).toEqual(['Errors', 'Warnings']);
    const [error, warning] = report.getAllByRole('listitem').map(item => item.textContent);
    expect(error).toContain('A tab indents a line');
    expect(error).toContain('compose.yaml:7');
    expect(error).toContain('How to mend it: Use spaces');
    expect(warning).toContain('README.md');
    expect(report.getByText('42 files, 1 error, 1 warning')).toBeInTheDocument();
    expect(report.getByRole('row', { name: 'YAML parses 3 1 error, 0 warnings' })).toBeInTheDocument();
    expect(report.getByRole('row', { name: 'JSON parses 2 nothing wrong' })).toBeInTheDocument();
    expect(report.getByRole('row', { name: 'TOML parses 0 no such file' })).toBeInTheDocument();
  });

  it('tells what was undone, what was left and why', async () => {
    openRecord({
      status: 'leftBehind',
      entityRef: null,
      undo: [
        { kind: 'location', target: 'http://forge.example/x', outcome: 'removed', reason: 'Registered by this task' },
        { kind: 'repo', target: 'http://forge.example/y', outcome: 'left', reason: 'Somebody has pushed to it' },
      ],
    });
    expect(await screen.findByText('Something was left behind')).toBeInTheDocument();
    const undo = section('Undo');
    expect(undo.getByRole('row', { name: /Repository .*\/y left as it is Somebody has pushed to it/ })).toBeInTheDocument();
    expect(undo.getByRole('row', { name: /Catalog location .*\/x removed Registered by this task/ })).toBeInTheDocument();
  });

  it('links to no repository that was removed', async () => {
    openRecord({ status: 'undone', entityRef: null });
    await screen.findByText('Undone');
    expect(section('Overview').getByText('http://forge.example/acme/product-service')).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'http://forge.example/acme/product-service' })).not.toBeInTheDocument();
  });

  it('says so when the task ended before the plan and before the report', async () => {
    openRecord({ status: 'undone', plan: null, report: null });
    expect(await screen.findByText('The task ended before layers were chosen.')).toBeInTheDocument();
    expect(screen.getByText('The task ended before the rendered files were verified.')).toBeInTheDocument();
  });

  it('follows a task until it has ended, and no longer', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick'] });
    try {
      const answers: TaskRecord[] = [sampleRecord({ status: 'intended', endedAt: null, entityRef: null }), sampleRecord()];
      let reads = 0;
      openPage(async () => answers[Math.min(reads++, 1)]);
      await act(() => jest.advanceTimersByTimeAsync(500));
      expect(screen.getByText('Under way')).toBeInTheDocument();
      await act(() => jest.advanceTimersByTimeAsync(2500));
      expect(screen.getByText('Sealed')).toBeInTheDocument();
      await act(() => jest.advanceTimersByTimeAsync(60_000));
      expect(reads).toBe(2);
    } finally {
      jest.useRealTimers();
    }
  });

  it('tells screen readers that it is loading', async () => {
    openPage(() => new Promise(() => {}));
    expect(await screen.findByRole('status', { name: 'Loading the record of the task' })).toBeInTheDocument();
  });

  it('says that there is no record where there is none', async () => {
    openPage(async () => undefined);
    expect(await screen.findByText('There is no record of this task')).toBeInTheDocument();
    expect(screen.getByText(/task-1: it ended before anything was to be published/)).toBeInTheDocument();
  });

  it('names the permission that the user lacks', async () => {
    openPage(async () => {
      throw new NotAllowedError('no');
    });
    const alert = within(await screen.findByRole('alert'));
    expect(alert.getByText('You may not read this record')).toBeInTheDocument();
    expect(alert.getByText(/waymark\.task\.read/)).toBeInTheDocument();
  });

  it('tells the reason when the record cannot be read', async () => {
    openPage(async () => {
      throw new Error('the backend is restarting');
    });
    const alert = within(await screen.findByRole('alert'));
    expect(alert.getByText('The record could not be read')).toBeInTheDocument();
    expect(alert.getByText('the backend is restarting')).toBeInTheDocument();
  });
});
