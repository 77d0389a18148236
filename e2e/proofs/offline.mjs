#!/usr/bin/env node
// Once installed, both commands of the README work with no network: they run where there is a loopback interface alone.
import { strict as assert } from 'node:assert';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aptInstall } from '../lib/aptInstall.mjs';
import { startPortal } from '../lib/portal.mjs';
import { run, works } from '../lib/run.mjs';
import { createTally } from '../lib/tally.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const tally = createTally('offline');
const alone = ['unshare', '--net', '--map-root-user', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];

const ready = await tally.step('a network namespace with loopback alone can be had', async () => {
  if (!(await works('ip', ['-V']))) await aptInstall('iproute2');
  const { output } = await run(alone[0], [...alone.slice(1), 'ip', '-o', 'link']);
  assert.equal(output.trim().split('\n').length, 1, output);
  return true;
});
if (ready) {
  await tally.step('npm start leads to a portal with its golden paths', async () => {
    const portal = await startPortal({ root, prefix: alone });
    const said = portal.output();
    await portal.stop();
    assert.match(said, /golden paths: FastAPI service/);
  });
  // All of the fast tests have just run with a network; here it is enough to see that the command needs none.
  await tally.step('npm test runs', () => run(alone[0], [...alone.slice(1), 'npm', 'test'], { cwd: root }));
}
tally.finish();
