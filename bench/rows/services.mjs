import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { repoRoot } from '../../scripts/lib/folders.mjs';

const rounds = 5;
const sizes = [1, 5, 30];

const require = createRequire(join(repoRoot, 'plugins', 'waymark-node', 'package.json'));

/** A real golden path by its number of entities, through the engine alone: every file rendered from a model and formatted. */
export async function services(bench) {
  require('@backstage/cli-node/config/nodeTransform.cjs');
  const { createEngine, readFolder } = require('@waymark/backstage-plugin-waymark-node');
  const engine = createEngine({ children: 1 });
  try {
    const library = await engine.load(await readFolder(join(repoRoot, 'templates')));
    const rows = [];
    for (const size of sizes) {
      const answers = { name: 'bench-service', owner: 'group:default/bench', entities: Array.from({ length: size }, (_, index) => entity(index)) };
      const folder = join(bench.folder, 'service');
      const seconds = [];
      let count;
      for (let round = 0; round <= rounds; round += 1) {
        rmSync(folder, { recursive: true, force: true });
        const since = performance.now();
        count = (await engine.renderInto({ library, goldenPath: 'fastapi-service', answers, folder })).files.length;
        if (round > 0) seconds.push((performance.now() - since) / 1000);
      }
      rows.push({ ours: seconds, size: { count, of: `fastapi-service, ${size === 1 ? '1 entity' : `${size} entities`}` } });
    }
    return rows;
  } finally {
    await engine.close();
  }
}

function entity(index) {
  return {
    name: `Thing ${index + 1}`,
    fields: [
      { name: 'name', type: 'string', unique: true, maxLength: 80 },
      { name: 'price', type: 'decimal', minimum: 0 },
      { name: 'status', type: 'enum', values: ['draft', 'active', 'retired'], default: 'draft' },
      { name: 'seen_at', type: 'datetime', required: false },
    ],
    relations: index === 0 ? [] : [{ name: 'parent', to: `Thing ${index}`, kind: 'many-to-one' }],
  };
}
