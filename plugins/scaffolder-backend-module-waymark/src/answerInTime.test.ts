import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerInTime } from './answerInTime';

describe('answerInTime', () => {
  it('gives the answer, and the error, of who is asked', async () => {
    await expect(answerInTime(async () => 'yes')).resolves.toBe('yes');
    await expect(answerInTime(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('gives up on a service that never answers, and hangs up', async () => {
    const server = createServer();
    const hungUp = new Promise(resolve => server.once('request', request => request.once('close', resolve)));
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const asked = answerInTime(signal => fetch(`http://127.0.0.1:${port}`, { signal }), 100);
    await expect(asked).rejects.toThrow('there was no answer within 0.1 seconds');
    await hungUp;
    server.close();
  });

  it('gives up on a client that takes no signal', async () => {
    await expect(answerInTime(() => new Promise(() => undefined), 50)).rejects.toThrow('no answer');
  });
});
