import { tmpdir } from 'node:os';
import { mockServices } from '@backstage/backend-test-utils';
import { readModuleConfig } from './moduleConfig';

const config = (data: Record<string, unknown>) =>
  mockServices.rootConfig({ data: { app: { baseUrl: 'https://portal.acme.test' }, ...data } as never });

describe('readModuleConfig', () => {
  it('needs no key of its own', () => {
    expect(readModuleConfig(config({}))).toEqual({
      appBaseUrl: 'https://portal.acme.test',
      libraryUrl: undefined,
      sweepInterval: { minutes: 10 },
      crashedAfterMs: 3_600_000,
      engine: { writable: [tmpdir()] },
    });
  });

  it('reads durations as Backstage writes them', () => {
    const waymark = {
      library: { url: 'https://github.com/acme/golden-paths' },
      undo: { sweepInterval: '5m', crashedAfter: { minutes: 20 } },
      engine: { children: 4, memoryMb: 256, timeout: { seconds: 90 } },
    };
    expect(readModuleConfig(config({ waymark }))).toMatchObject({
      libraryUrl: 'https://github.com/acme/golden-paths',
      sweepInterval: { minutes: 5 },
      crashedAfterMs: 1_200_000,
      engine: { children: 4, memoryMb: 256, timeoutMs: 90_000 },
    });
  });

  it.each([
    ['children', 0, 'from 1 to 16'],
    ['children', 1.5, 'from 1 to 16'],
    ['memoryMb', 12, 'from 64 to 65536'],
  ])('refuses %s: %d', (key, value, bounds) => {
    expect(() => readModuleConfig(config({ waymark: { engine: { [key]: value } } }))).toThrow(`waymark.engine.${key} is ${value}: set a whole number ${bounds}`);
  });

  it('refuses to start when crashed tasks are resumed with empty workspaces', () => {
    const scaffolder = { taskRecovery: { enabled: true } };
    expect(() => readModuleConfig(config({ scaffolder }))).toThrow(
      expect.objectContaining({
        code: 'RECOVERY_WITHOUT_WORKSPACE',
        message: expect.stringContaining('Set scaffolder.taskRecovery.workspaceProvider'),
      }),
    );
  });

  it('leaves crashed tasks to a scaffolder that resumes them', () => {
    const scaffolder = { taskRecovery: { enabled: true, workspaceProvider: 'database' } };
    expect(readModuleConfig(config({ scaffolder })).crashedAfterMs).toBeUndefined();
  });

  it.each([
    { taskRecovery: { enabled: true, workspaceProvider: 'database' } },
    { taskRecovery: { enabled: false } },
    { EXPERIMENTAL_recoverTasks: true, EXPERIMENTAL_workspaceSerialization: true },
  ])('starts with %j', scaffolder => {
    expect(() => readModuleConfig(config({ scaffolder }))).not.toThrow();
  });
});
