// node scripts/run.mjs node bench/profile.mjs render|python|first-use|verify|task|concurrent [files] – where the time goes: of the engine's child, or of the
// portal for a task that renders and for ten of them at once. A child lets nobody inspect it, so its handlers run in this process.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { cacheFolder, repoRoot } from '../scripts/lib/folders.mjs';
import { openBench } from './lib/openBench.mjs';
import { summarizeProfile } from './lib/summarizeProfile.mjs';
import { answers } from './skeletons/dialects.mjs';
import { goldenPath } from './skeletons/writeSkeletons.mjs';

const rounds = 10;

async function profileChild(bench, { work, skeleton }) {
  const require = createRequire(join(repoRoot, 'plugins', 'waymark-node', 'package.json'));
  require('@backstage/cli-node/config/nodeTransform.cjs');
  const { readFolder } = require('@waymark/backstage-plugin-waymark-node');
  const { handlers } = require(join(repoRoot, 'plugins', 'waymark-node', 'src', 'engineProcess', 'handlers.ts'));
  const source = await readFolder(bench.libraryFolder(skeleton));
  const folder = join(bench.folder, 'out');
  const isFirstUse = work === 'first-use';
  const load = round => handlers.load({ id: `library ${round}`, source });
  const run = async round => {
    if (isFirstUse) await load(round);
    rmSync(folder, { recursive: true, force: true });
    const { files } = await handlers.renderInto({ libraryId: `library ${isFirstUse ? round : 0}`, goldenPath, answers, folder });
    if (work === 'verify') await handlers.verifyFolder({ folder, origins: files, answers });
  };
  await load(0);
  await run(0);
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  for (let round = 1; round <= rounds; round += 1) await run(round);
  return (await session.post('Profiler.stop')).profile;
}

async function profilePortal(bench, { work, skeleton }) {
  const portal = await bench.portal();
  const values = await bench.skeleton(skeleton);
  const run = () => portal.runTasks('waymark-render', Array.from({ length: work === 'concurrent' ? 10 : 1 }, () => values));
  for (let round = 0; round < 3; round += 1) await run();
  await portal.probe('startProfile');
  for (let round = 0; round < rounds; round += 1) await run();
  return (await portal.probe('stopProfile')).profile;
}

const [work = 'render', files = work === 'concurrent' ? '100' : '1000'] = process.argv.slice(2);
const skeleton = { count: Number(files), language: ['python', 'verify'].includes(work) ? 'py' : 'ts' };
const bench = openBench();
try {
  const profile = await (['task', 'concurrent'].includes(work) ? profilePortal : profileChild)(bench, { work, skeleton });
  mkdirSync(join(cacheFolder, 'bench'), { recursive: true });
  const kept = join(cacheFolder, 'bench', `${work}-${files}.cpuprofile`);
  writeFileSync(kept, JSON.stringify(profile));
  console.log(`${rounds} × ${work} of ${files} files, milliseconds a round; for Chrome's developer tools: ${kept}\n`);
  console.log(summarizeProfile(profile, { rounds, root: repoRoot }));
} finally {
  await bench.close();
}
process.exit();
