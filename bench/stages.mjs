// node scripts/run.mjs node bench/stages.mjs
// What a service costs by its number of entities: first use of the engine, and every later one. Ratios of one run; the machine's noise is in both.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(join(root, 'packages', 'cli', 'package.json'));
require('@backstage/cli-node/config/nodeTransform.cjs');
const { createEngine, readFolder } = require('@waymark/backstage-plugin-waymark-node');

const rounds = 5;
const sizes = [1, 5, 30];

const entity = index => ({
  name: `Thing ${index + 1}`,
  fields: [
    { name: 'name', type: 'string', unique: true, maxLength: 80 },
    { name: 'price', type: 'decimal', minimum: 0 },
    { name: 'status', type: 'enum', values: ['draft', 'active', 'retired'], default: 'draft' },
    { name: 'seen_at', type: 'datetime', required: false },
  ],
  relations: index === 0 ? [] : [{ name: 'parent', to: `Thing ${index}`, kind: 'many-to-one' }],
});

const source = await readFolder(join(root, 'templates'));
const rows = [];
for (const size of sizes) rows.push(await measure(size));
print(rows);

async function measure(size) {
  const engine = createEngine({ children: 1 });
  const answers = { name: 'bench-service', owner: 'group:default/bench', entities: Array.from({ length: size }, (_, index) => entity(index)) };
  try {
    const [library, load] = await timed(() => engine.load(source));
    const request = { library, goldenPath: 'fastapi-service', answers };
    const [first, firstRender] = await timed(() => engine.render(request));
    const [, firstVerify] = await timed(() => engine.verify({ files: first.files, levels: first.checks, answers }));
    const render = await median(() => engine.render(request));
    const verify = await median(() => engine.verify({ files: first.files, levels: first.checks, answers }));
    return { size, files: first.files.length, load, firstRender, firstVerify, render, verify };
  } finally {
    await engine.close();
  }
}

async function timed(work) {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
}

async function median(work) {
  const times = [];
  for (let round = 0; round < rounds; round += 1) times.push((await timed(work))[1]);
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)];
}

function print(measured) {
  const unit = measured[0].render;
  const cells = ({ size, files, ...times }) => [
    String(size),
    String(files),
    ...['load', 'firstRender', 'firstVerify', 'render', 'verify'].map(name => `${(times[name] / unit).toFixed(1)}`),
    (times.render / files).toFixed(2),
  ];
  const head = ['entities', 'files', 'start + load', 'first render', 'first verify', 'render', 'verify', 'ms a file'];
  console.log(`Times as multiples of the render of one entity (${unit.toFixed(0)} ms here); medians of ${rounds}.\n`);
  console.log(`| ${head.join(' | ')} |\n| ${head.map(() => '---:').join(' | ')} |`);
  for (const row of measured) console.log(`| ${cells(row).join(' | ')} |`);
}
