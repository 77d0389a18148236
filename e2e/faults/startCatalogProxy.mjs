import { createServer } from 'node:http';

/** Stands before a backend's catalog as `discovery.endpoints` allows, so that its calls can meet the faults of the book. */
export async function startCatalogProxy({ port, backend, book }) {
  /** Location id → the target that it was made for: the call that removes one names no case. */
  const targets = new Map();
  const served = new Set();
  let down = false;
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const answer = async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const told = targets.get(request.url.split('/').at(-1)) ?? '';
    const address = `${request.url} ${body.toString()}${told}`;
    served.add(/case-\d+/.exec(address)?.[0]);
    let fault = down || book.meet({ surface: 'catalog', method: request.method, address });
    if (fault?.until) {
      await fault.until;
      fault = fault.then;
    }
    const carryOut = async () => {
      const own = ['host', 'connection', 'content-length', 'transfer-encoding'];
      const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !own.includes(name)));
      const reply = await fetch(`${backend}${request.url}`, { method: request.method, headers, ...(body.length > 0 && { body }) });
      const text = Buffer.from(await reply.arrayBuffer());
      remember(text);
      return { status: reply.status, type: reply.headers.get('content-type') ?? 'application/json', text };
    };
    if (fault === 'hang') return;
    if (fault === 'reset') return void request.socket.destroy();
    if (typeof fault === 'object' && 'status' in fault) {
      response.writeHead(fault.status, { 'content-type': 'application/json' });
      return void response.end(JSON.stringify({ error: { name: 'Error', message: `Injected fault ${fault.status}` } }));
    }
    const { status, type, text } = await carryOut();
    if (fault === 'hangAfter') return;
    if (fault === 'resetAfter') return void request.socket.destroy();
    response.writeHead(status, { 'content-type': type, 'content-length': text.length });
    if (fault === 'truncate') return void response.write(text.subarray(0, text.length / 2), () => response.destroy());
    response.end(text);
  };
  const remember = text => {
    try {
      const { location, items = [] } = JSON.parse(text.toString());
      for (const { id, target } of [location, ...items].filter(Boolean)) targets.set(id, target);
    } catch {
      // No answer about locations.
    }
  };
  await new Promise((done, fail) => server.once('error', fail).listen(port, 'localhost', done));
  return {
    url: `http://localhost:${port}/api/catalog`,
    /** The cases whose tasks this backend has worked at. */
    served: () => served,
    /** Every call meets this fault until it is lifted with undefined. */
    setDown(fault) {
      down = fault ?? false;
    },
    close: () => new Promise(done => (server.close(done), server.closeAllConnections())),
  };
}
