import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { scaffolderServiceMock } from '@backstage/plugin-scaffolder-node/testUtils';
import { taskState } from './settleTask';

const ask = (getTask: () => Promise<unknown>, crashedAfterMs: number | undefined = 60_000) =>
  taskState('task-1', {
    scaffolder: scaffolderServiceMock.mock({ getTask: getTask as never }),
    auth: mockServices.auth(),
    crashedAfterMs,
  });
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

describe('taskState', () => {
  it.each([
    ['open', undefined, 'running'],
    ['open', ago(600_000), 'running'],
    ['processing', ago(2_000), 'running'],
    ['processing', undefined, 'running'],
    ['processing', ago(61_000), 'crashed'],
    ['completed', ago(600_000), 'completed'],
    ['failed', ago(600_000), 'failed'],
    ['cancelled', ago(600_000), 'failed'],
    ['skipped', ago(600_000), 'failed'],
  ])('takes a task that is %s with its last sign of life at %s for %s', async (status, lastHeartbeatAt, state) => {
    expect(await ask(async () => ({ status, lastHeartbeatAt }))).toBe(state);
  });

  it('never takes a task for crashed where the scaffolder resumes it', async () => {
    const services = { scaffolder: scaffolderServiceMock.mock({ getTask: async () => ({ status: 'processing', lastHeartbeatAt: ago(1e9) }) as never }) };
    expect(await taskState('task-1', { ...services, auth: mockServices.auth(), crashedAfterMs: undefined })).toBe('running');
  });

  it('knows a task that the scaffolder has deleted, in the words of the service and of HTTP', async () => {
    expect(await ask(() => Promise.reject(new NotFoundError('No task with id task-1 found')))).toBe('unknown');
    expect(await ask(() => Promise.reject(Object.assign(new Error('Not found'), { statusCode: 404 })))).toBe('unknown');
  });

  it('does not take a scaffolder that is down for one that has deleted the task', async () => {
    await expect(ask(() => Promise.reject(new Error('Service is not ready')))).rejects.toThrow('not ready');
  });
});
