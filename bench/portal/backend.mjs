// The demo's backend with its own list of features; `--without-waymark` leaves ours out. Run with Backstage's transform preloaded.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { repoRoot } from '../../scripts/lib/folders.mjs';

const folder = join(repoRoot, 'packages', 'backend');
const require = createRequire(join(folder, 'package.json'));
const features = [...readFileSync(join(folder, 'src', 'index.ts'), 'utf8').matchAll(/import\('([^']+)'\)/g)].map(([, name]) => name);
const isOurs = name => name.startsWith('@waymark/');
if (!features.some(isOurs)) throw new Error('The demo backend lists no feature of ours: has the way it lists them changed?');

const { createBackend } = require('@backstage/backend-defaults');
const backend = createBackend();
for (const name of features) {
  if (!isOurs(name) || !process.argv.includes('--without-waymark')) backend.add(Promise.resolve(require(name)));
}
await backend.start();
