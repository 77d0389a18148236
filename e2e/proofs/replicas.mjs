#!/usr/bin/env node
// Two backends on one PostgreSQL: no task is lost or run twice, an undo runs once, nobody's work is swept away, and who dies is stood in for.
import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCallBook } from '../faults/calls.mjs';
import { postgresDatabase } from '../faults/databases.mjs';
import { startForge } from '../faults/startForge.mjs';
import { startWorld } from '../faults/startWorld.mjs';
import { createClosers } from '../lib/createClosers.mjs';
import { startPostgres } from '../lib/postgres.mjs';
import { createTally } from '../lib/tally.mjs';
import { until } from '../lib/until.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const tally = createTally('replicas');
const data = mkdtempSync(join(tmpdir(), 'waymark-replicas-'));
const closers = createClosers();
closers.add(() => rmSync(data, { recursive: true, force: true }));
const book = createCallBook();
const names = Array.from({ length: 60 }, (_, index) => `case-${index + 1}`);
const rest = [...names];
const isPush = label => label.startsWith('git POST');
const isDelete = label => label.startsWith('rest DELETE');
const isRegistration = label => label.includes('/locations?dryRun');
const isMaking = label => /^rest POST .*orgs.CASE.repos/.test(label);
const behindPublish = label => label.includes('CASE-after-publish ');
const count = (name, which) => book.of(name).calls.filter(which).length;

try {
  const replicas = await tally.step('two backends are up on one database', start);
  if (replicas) await proveReplicas(replicas);
} finally {
  await closers.closeAll();
}
tally.finish();
process.exit();

async function start() {
  const postgres = await startPostgres();
  closers.add(() => postgres.stop());
  const forge = await startForge({ root, data, port: 7130, cases: names, book });
  closers.add(() => forge.close());
  const config = {
    backend: postgresDatabase({ postgres, name: 'shared' }).config,
    scaffolder: { taskRecovery: { enabled: true, staleTimeout: { seconds: 10 }, workspaceProvider: 'database' } },
  };
  const open = async (name, port) => {
    const world = await startWorld({ root, name, port, data, forge, book, config });
    closers.add(() => world.close());
    return world;
  };
  // One after another: migrations of an empty database are not for two at a time.
  const worlds = [await open('one', 7131), await open('two', 7133)];
  return { forge, worlds };
}

async function proveReplicas({ forge, worlds }) {
  const [one, two] = worlds;
  /** Starts a task on a replica's API; whichever replica is free takes it, mostly the one that was asked. */
  const startTask = async (index, faults) => {
    const name = rest.shift();
    await forge.seedLibrary(name);
    book.plan(name, faults);
    return { name, id: await worlds[index % 2].cases.start(name) };
  };
  const startAll = (length, faultsOf, replica = index => index) => Promise.all(Array.from({ length }, (_, index) => startTask(replica(index), faultsOf(index))));
  const startsOf = async ({ id }) => (await two.cases.log(id)).split('\n').filter(line => line.startsWith('Starting up task')).length;
  const gates = [0, 1].map(() => Promise.withResolvers());

  const since = Date.now();
  const standing = await startAll(4, () => [{ when: behindPublish, fault: { until: gates[0].promise } }]);
  // The step's undo and the event's are refused an answer; the third one can only be the sweep's.
  const missed = await startTask(0, [{ when: isPush, fault: { status: 403 } }, ...[1, 2].map(nth => ({ when: isDelete, nth, fault: { status: 503 } }))]);

  await tally.step('of 40 tasks none is lost and none is run twice; each undo removes once', async () => {
    const faults = { 0: [{ when: isPush, fault: { status: 403 } }], 1: [{ when: isRegistration, fault: { status: 403 } }] };
    const tasks = await startAll(40, index => faults[index % 4] ?? []);
    const ends = await Promise.all(tasks.map(({ id }) => two.cases.ended(id, 240_000)));
    for (const [index, task] of tasks.entries()) {
      const fails = index % 4 < 2;
      assert.equal(ends[index], fails ? 'failed' : 'completed', task.name);
      assert.equal((await two.cases.judge(task.name, task.id)).state, fails ? 'nothing' : 'sealed');
      assert.equal(await startsOf(task), 1, `${task.name} was started twice`);
      assert.equal(count(task.name, isMaking), 1, `${task.name} made its repo twice`);
      assert.equal(count(task.name, isDelete), fails ? 1 : 0, `${task.name} was undone twice`);
      assert.ok(count(task.name, label => label.startsWith('catalog DELETE')) <= 1);
    }
    const shares = worlds.map(({ proxy }) => tasks.filter(({ name }) => proxy.served().has(name)).length);
    assert.ok(Math.min(...shares) > 0, `one replica did all the work: ${shares}`);
    console.log(`  shares of the 40: ${shares.join(' and ')}`);
  });

  await tally.step('the sweep ends what was missed, and does not touch what either replica is still making', async () => {
    assert.equal((await one.cases.judge(missed.name, missed.id)).state, 'nothing');
    assert.ok(Date.now() - since > 60_000, 'the sweep leaves tasks of the last minute alone');
    for (const { name, id } of standing) {
      assert.equal((await one.cases.record(id)).status, 'intended');
      assert.ok(await one.cases.repo(name), `${name} lost its repo`);
      assert.equal(count(name, isDelete), 0);
    }
    gates[0].resolve();
    for (const { name, id } of standing) assert.equal((await one.cases.prove(name, id)).state, 'sealed');
  });

  await tally.step('a replica dies: the other one ends its tasks, and no repo is made twice', async () => {
    const tasks = await startAll(8, () => [{ when: behindPublish, fault: { until: gates[1].promise } }], () => 0);
    await until('the tasks that wait', 60_000, async () => tasks.every(({ name }) => book.of(name).faults[0].struck));
    const dying = tasks.filter(({ name }) => one.proxy.served().has(name));
    assert.ok(dying.length > 0, 'the replica had no task');
    await one.backend.kill();
    gates[1].resolve();
    for (const { name, id } of tasks) {
      assert.equal(await two.cases.ended(id), 'completed', await two.cases.log(id));
      assert.equal((await two.cases.judge(name, id)).state, 'sealed');
      assert.equal(count(name, isMaking), 1);
    }
    console.log(`  ${dying.length} of ${tasks.length} were the dead one’s`);
  });
}
