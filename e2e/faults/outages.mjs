import { strict as assert } from 'node:assert';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { works } from '../lib/run.mjs';
import { until } from '../lib/until.mjs';

/** A small file system of its own for workspaces, or undefined where none can be mounted. */
export async function mountSmallDisk() {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-disk-'));
  const unmount = async () => {
    await works('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  };
  if (!(await works('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', folder]))) {
    await unmount();
    return undefined;
  }
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill() {
      const file = openSync(ballast, 'w');
      for (const size of [1 << 20, 1 << 12, 1]) {
        try {
          for (;;) writeSync(file, Buffer.alloc(size));
        } catch (error) {
          if (error.code !== 'ENOSPC') throw error;
        }
      }
      closeSync(file);
    },
    empty: () => rmSync(ballast),
    unmount,
  };
}

const asksForge = label => /rest GET .*CASE.service$/.test(label);
/** How a task is made to wait: behind a step, or in its very first call. */
const waitingAt = (place, gate) =>
  place === 'the start' ? { when: asksForge, fault: { delayMs: 3000 } } : { when: label => label.includes(`CASE-after-${place} `), fault: { until: gate } };

/** What a task depends on is gone for a while: forge, catalog, database, disk. */
export async function proveOutages({ world, forge, databaseProxy, disk, nextCase, book, tally }) {
  const { cases, proxy } = world;
  /** What met an outage, for the end: the sweep takes its time, so all is judged at once. */
  const met = [];
  /** Tasks that wait at the named places; `begin` starts the trouble, lets them go on, and starts those that have no place. */
  const standAt = async places => {
    let open;
    const gate = new Promise(resolve => (open = resolve));
    const tasks = await Promise.all(
      places.map(async place => {
        const name = await nextCase();
        if (place) book.plan(name, [waitingAt(place, gate)]);
        return { name, place, id: place && (await cases.start(name)) };
      }),
    );
    await until('the tasks that wait', 60_000, async () => tasks.every(({ name, place }) => !place || book.of(name).faults[0].struck));
    return {
      tasks,
      async begin(trouble) {
        await trouble();
        open();
        for (const task of tasks) task.id ??= await cases.start(task.name);
      },
    };
  };
  const endsWith = async ({ id, place }, pattern) => {
    assert.equal(await cases.ended(id), 'failed');
    const log = await cases.log(id);
    assert.ok(pattern.test(log), `the task that waited at ${place ?? 'nothing'} does not say ${pattern}:\n${log.slice(-1500)}`);
  };

  await tally.step('the forge is down: what cannot be reached is named', async () => {
    const { tasks, begin } = await standAt([undefined, 'prepare', 'verify', 'register']);
    const [fresh, rendering, publishing, sealing] = tasks;
    try {
      await begin(() => forge.close());
      await endsWith(fresh, /GET .*service was not answered: .*ECONNREFUSED.*Is the host up/);
      await endsWith(rendering, /The library at .* cannot be read: .*ECONNREFUSED/);
      await endsWith(publishing, /ECONNREFUSED|fetch failed|connect/);
      await endsWith(sealing, /GET .*commits.* was not answered: .*ECONNREFUSED.*Is the host up/);
      assert.equal((await cases.record(sealing.id)).status, 'intended');
    } finally {
      await forge.restart();
    }
    met.push(...tasks);
  });

  for (const [title, fault, pattern] of [
    ['answers 503', { status: 503 }, /The catalog could not say whether it has the location .*503/],
    ['cuts every call', 'reset', /The catalog could not say whether it has the location .*(socket hang up|ECONNRESET)/],
  ]) {
    await tally.step(`the catalog ${title}: the error says so`, async () => {
      const { tasks, begin } = await standAt(['the start', 'verify']);
      try {
        await begin(() => proxy.setDown(fault));
        await endsWith(tasks[0], pattern);
        await endsWith(tasks[1], pattern);
        assert.equal((await cases.record(tasks[1].id)).status, 'intended');
      } finally {
        proxy.setDown(undefined);
      }
      met.push(...tasks);
    });
  }

  await tally.step('the database is slow: a task takes longer, and is whole', async () => {
    const name = await nextCase();
    databaseProxy.slow(40);
    try {
      const id = await cases.start(name);
      assert.equal((await cases.prove(name, id)).state, 'sealed');
    } finally {
      databaseProxy.slow(0);
    }
  });

  await tally.step('the database is gone while tasks publish and close, and the backend outlives it', async () => {
    const { tasks, begin } = await standAt(['prepare', 'verify', 'publish', 'register', 'seal']);
    await begin(async () => databaseProxy.setGone(true));
    await sleep(6000);
    databaseProxy.setGone(false);
    await until('the database', 30_000, () => cases.record(tasks[0].id));
    met.push(...tasks.map(task => ({ ...task, crashed: true })));
  });

  if (disk) {
    await tally.step('the disk of the workspaces is full: the error says so', async () => {
      const { tasks, begin } = await standAt([undefined, 'prepare', 'verify']);
      try {
        await begin(async () => disk.fill());
        for (const task of tasks) await endsWith(task, /ENOSPC|the disk is full/);
      } finally {
        disk.empty();
      }
      met.push(...tasks);
    });
  } else {
    console.log('SKIPPED: full disk (no file system can be mounted here)');
  }
  await tally.step(`all is back: of ${met.length} tasks nothing is half-made, and new ones with the same answers succeed`, async () => {
    // An undo that lost the database could not give its claim back.
    await world.database.letMinutesPass();
    await Promise.all(met.map(({ name, id, crashed }) => cases.prove(name, id, { hasEnded: !crashed, mayHaveEnded: crashed })));
  });
}
