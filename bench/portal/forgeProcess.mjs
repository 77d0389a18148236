// The forge in a process of its own, so that its work is not the portal's. Repos are seeded on request of the parent.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { repoRoot } from '../../scripts/lib/folders.mjs';

const require = createRequire(join(repoRoot, 'packages', 'backend', 'package.json'));
const { createForge } = require('@waymark/forge');

const [root, port] = process.argv.slice(2);
const forge = await createForge({ root, port: Number(port), user: 'guest', orgs: ['acme', 'bench'], limits: { repositories: 10_000 } });
process.on('message', ({ seed }) => {
  forge.seedRepository(seed).then(
    result => process.send({ result }),
    error => process.send({ error: error.message }),
  );
});
process.on('disconnect', () => process.exit());
process.send({ ready: true });
