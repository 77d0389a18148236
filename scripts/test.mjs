import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCheck, runJest, runNodeTests } from './lib/checks.mjs';
import { cacheFolder } from './lib/folders.mjs';
import { installPackages } from './lib/install.mjs';
import { checkTool, environmentWithNode } from './lib/node24.mjs';
import { printSummary } from './lib/summary.mjs';
import { runMain } from './lib/stop.mjs';

async function inOrder(steps) {
  const results = [];
  for (const step of steps) {
    results.push(await step());
  }
  return results;
}

await runMain(async () => {
  checkTool('git', 'the tests make real repositories with it');
  const env = { ...(await environmentWithNode()), NO_COLOR: '1' };
  await installPackages(env);
  const logs = join(cacheFolder, 'test');
  rmSync(logs, { recursive: true, force: true });
  const context = { env, logs };

  // Jest is most of the time; the checks take turns beside it.
  const [checks, tests] = await Promise.all([
    inOrder([
      () => runCheck('types', ['tsc', '--noEmit', '--pretty', 'false'], context),
      () => runCheck('lint', ['eslint', '.', '--max-warnings', '0'], context),
      () => runCheck('unused files and exports', ['knip'], context),
      () => runNodeTests('scripts', context),
    ]),
    runJest(context),
  ]);
  return printSummary([...checks, tests]);
});
