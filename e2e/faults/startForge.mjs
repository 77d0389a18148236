import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
// The forge is TypeScript: this loads it as the development server does.
require('@backstage/cli-node/config/nodeTransform.cjs');
const { createForge, defaultToken } = require('@waymark/forge');

/** A forge in this process, whose calls meet the faults of the book; `restart` brings it up again after `close`. */
export async function startForge({ root, data, port, cases, book }) {
  const options = {
    root: join(data, 'forge'),
    port,
    orgs: cases,
    faults: {
      onRequest: ({ surface, method, path, query }) => book.meet({ surface, method, address: `${path}${query.size > 0 ? `?${query}` : ''}` }),
    },
  };
  let forge = await createForge(options);
  const library = join(root, 'plugins', 'scaffolder-backend-module-waymark', 'src', '__fixtures__', 'library');
  const api = async (method, path, body) => {
    const answer = await fetch(`${forge.apiBaseUrl}${path}?by-the-proof=1`, {
      method,
      headers: { authorization: `token ${defaultToken}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: answer.status === 204 ? undefined : await answer.json() };
  };
  return {
    origin: forge.origin,
    host: forge.host,
    apiBaseUrl: forge.apiBaseUrl,
    token: defaultToken,
    api,
    /** A library for one case, so that its reading is told from that of others. */
    seedLibrary: name => forge.seedRepository({ owner: name, name: 'golden-paths', message: 'Golden paths', folder: library }),
    close: () => forge.close(),
    async restart() {
      forge = await createForge(options);
    },
  };
}
