/** @jest-environment node */
import { type Server, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { sampleRecord } from '../testing/sampleRecord';
import { HttpTaskRecordApi } from './HttpTaskRecordApi';

const answers: Readonly<Record<string, readonly [number, unknown]>> = {
  '/api/scaffolder/waymark/tasks/task-1': [200, sampleRecord()],
  '/api/scaffolder/waymark/tasks/a%2Fb': [200, sampleRecord({ taskId: 'a/b' })],
  '/api/scaffolder/waymark/tasks/secret': [403, { error: { name: 'NotAllowedError', message: 'Not for you' }, response: { statusCode: 403 } }],
  '/api/scaffolder/waymark/tasks/broken': [500, { error: { name: 'Error', message: 'The database is locked' }, response: { statusCode: 500 } }],
  '/api/scaffolder/waymark/tasks/odd': [200, { ...sampleRecord(), status: 'finished' }],
};

describe('HttpTaskRecordApi', () => {
  let server: Server;
  let api: HttpTaskRecordApi;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const [status, body] = answers[request.url ?? ''] ?? [404, {}];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const discoveryApi = { getBaseUrl: async (pluginId: string) => `http://127.0.0.1:${port}/api/${pluginId}` };
    api = new HttpTaskRecordApi({ discoveryApi, fetchApi: { fetch } });
  });

  afterAll(() => {
    server.close();
  });

  it('reads a record from the scaffolder’s backend', async () => {
    await expect(api.readTaskRecord('task-1')).resolves.toEqual(sampleRecord());
  });

  it('escapes the id of the task in the address', async () => {
    await expect(api.readTaskRecord('a/b')).resolves.toMatchObject({ taskId: 'a/b' });
  });

  it('finds nothing where the backend has no record', async () => {
    await expect(api.readTaskRecord('unknown')).resolves.toBeUndefined();
  });

  it('throws NotAllowedError with the backend’s message when the user may not read', async () => {
    await expect(api.readTaskRecord('secret')).rejects.toMatchObject({ name: 'NotAllowedError', message: 'Not for you' });
  });

  it('passes on what went wrong in the backend', async () => {
    await expect(api.readTaskRecord('broken')).rejects.toMatchObject({ name: 'ResponseError', statusCode: 500 });
  });

  it('says where a record has another shape, and how to mend it', async () => {
    await expect(api.readTaskRecord('odd')).rejects.toMatchObject({
      code: 'WAYMARK_TASK_RECORD_UNREADABLE',
      message: expect.stringMatching(/status: .*same release/s),
    });
  });
});
