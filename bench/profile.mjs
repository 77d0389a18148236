// node scripts/run.mjs node bench/profile.mjs render|python|first-use|verify [files] – where the time of the engine's child goes.
// A child lets nobody inspect it, so its handlers run in this process. The profile is kept for Chrome's developer tools.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { cacheFolder, repoRoot } from '../scripts/lib/folders.mjs';
import { summarizeProfile } from './lib/summarizeProfile.mjs';
import { makeWorkFolder } from './lib/workFolder.mjs';
import { answers } from './skeletons/dialects.mjs';
import { goldenPath, writeLibrary } from './skeletons/writeSkeletons.mjs';

const rounds = 10;
const [work = 'render', count = '1000'] = process.argv.slice(2);
const isFirstUse = work === 'first-use';

const require = createRequire(join(repoRoot, 'plugins', 'waymark-node', 'package.json'));
require('@backstage/cli-node/config/nodeTransform.cjs');
const { readFolder } = require('@waymark/backstage-plugin-waymark-node');
const { handlers } = require('./src/engineProcess/handlers.ts');

const { path, remove } = makeWorkFolder();
try {
  const libraryFolder = join(path, 'library');
  writeLibrary(libraryFolder, { count: Number(count), language: work === 'python' || work === 'verify' ? 'py' : 'ts' });
  const source = await readFolder(libraryFolder);
  const folder = join(path, 'out');
  const load = round => handlers.load({ id: `library ${round}`, source });
  const render = round => {
    rmSync(folder, { recursive: true, force: true });
    return handlers.renderInto({ libraryId: `library ${round}`, goldenPath, answers, folder });
  };
  const run = async round => {
    if (isFirstUse) await load(round);
    const { files } = await render(isFirstUse ? round : 0);
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
  const { profile } = await session.post('Profiler.stop');

  const kept = join(cacheFolder, 'bench', `${work}-${count}.cpuprofile`);
  mkdirSync(join(cacheFolder, 'bench'), { recursive: true });
  writeFileSync(kept, JSON.stringify(profile));
  console.log(`${rounds} × ${work} of ${count} files, milliseconds a round; the profile: ${kept}\n`);
  console.log(summarizeProfile(profile, { rounds, root: repoRoot }));
} finally {
  remove();
}
process.exit();
