import { createServer } from 'node:net';
import { Stop } from './stop.mjs';

function portFrom(variable, fallback) {
  const text = process.env[variable] ?? String(fallback);
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Stop(`${variable} is "${text}", which is not a port: give a number from 1 to 65535.`);
  }
  return { port, variable };
}

/** The portal's ports, each with the variable that moves it. */
export function readPorts() {
  return {
    app: { ...portFrom('WAYMARK_APP_PORT', 3000), use: 'the portal' },
    backend: { ...portFrom('WAYMARK_BACKEND_PORT', 7007), use: "the portal's backend" },
    forge: { ...portFrom('WAYMARK_FORGE_PORT', 7008), use: 'the forge' },
  };
}

function listensAt(port, host) {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', error => resolve(error.code === 'EADDRINUSE'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(false)));
  });
}

/** True when something listens on the port, on either family's loopback address or on all of them. */
async function isPortTaken(port) {
  for (const host of ['127.0.0.1', '::1', '0.0.0.0']) {
    if (await listensAt(port, host)) {
      return true;
    }
  }
  return false;
}

/** Refuses to start where another program listens. */
export async function checkPortsFree(entries) {
  const taken = [];
  for (const entry of entries) {
    if (await isPortTaken(entry.port)) {
      taken.push(entry);
    }
  }
  if (taken.length > 0) {
    const what = taken.map(({ port, use }) => `${port} (for ${use})`).join(' and ');
    const moved = taken.map(({ variable, port }) => `${variable}=${port + 100}`).join(' ');
    const noun = taken.length > 1 ? 'Ports' : 'Port';
    throw new Stop(`${noun} ${what} ${taken.length > 1 ? 'are' : 'is'} in use: stop the program that listens there, or choose another with ${moved} npm start.`);
  }
}
