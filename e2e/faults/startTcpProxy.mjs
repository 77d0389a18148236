import { connect, createServer } from 'node:net';

/** Stands before a server on this machine: it can answer late, or be gone for a while. */
export async function startTcpProxy({ port, target }) {
  let delayMs = 0;
  let gone = false;
  const sockets = new Set();
  const server = createServer(client => {
    if (gone) return void client.destroy();
    const upstream = connect(target, '127.0.0.1');
    const pass = (from, to) => from.on('data', chunk => (delayMs > 0 ? setTimeout(() => to.write(chunk), delayMs) : to.write(chunk)));
    pass(client, upstream);
    pass(upstream, client);
    for (const [socket, other] of [[client, upstream], [upstream, client]]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => (sockets.delete(socket), other.destroy()));
    }
  });
  await new Promise((done, fail) => server.once('error', fail).listen(port, '127.0.0.1', done));
  return {
    port,
    /** Each piece of data waits for so long, in either direction. */
    slow: ms => (delayMs = ms),
    /** Cuts every connection and takes no new one, until it is called with false. */
    setGone(value) {
      gone = value;
      if (gone) for (const socket of sockets) socket.destroy();
    },
    close: () => new Promise(done => (server.close(done), sockets.forEach(socket => socket.destroy()))),
  };
}
