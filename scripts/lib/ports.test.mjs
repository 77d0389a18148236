import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import { checkPortsFree, readPorts } from './ports.mjs';

const servers = [];

async function listen(host) {
  const server = createServer();
  servers.push(server);
  await new Promise(resolve => server.listen(0, host, resolve));
  return server.address().port;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map(server => new Promise(resolve => server.close(resolve))));
  delete process.env.WAYMARK_APP_PORT;
});

describe('ports', () => {
  it('names the busy port, what it is for and how to choose another', async () => {
    const port = await listen('127.0.0.1');
    await assert.rejects(
      checkPortsFree([{ port, use: 'the forge', variable: 'WAYMARK_FORGE_PORT' }]),
      error => error.message.includes(`Port ${port} (for the forge) is in use`) && error.message.includes(`WAYMARK_FORGE_PORT=${port + 100}`),
    );
  });

  it('names all busy ports at once', async () => {
    const [first, second] = [await listen('127.0.0.1'), await listen('0.0.0.0')];
    const entries = [first, second].map(port => ({ port, use: 'x', variable: 'Y' }));
    await assert.rejects(checkPortsFree(entries), error => error.message.includes(`${first} (for x) and ${second} (for x) are in use`));
  });

  it('lets free ports pass', async () => {
    const port = await listen('127.0.0.1');
    await new Promise(resolve => servers.pop().close(resolve));
    await checkPortsFree([{ port, use: 'x', variable: 'Y' }]);
  });

  it('refuses a port that is none', () => {
    process.env.WAYMARK_APP_PORT = '70000';
    assert.throws(readPorts, /WAYMARK_APP_PORT is "70000", which is not a port/);
  });
});
