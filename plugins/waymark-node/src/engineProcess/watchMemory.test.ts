import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { isBloated, watchMemory } from './watchMemory';

type Holding = ChildProcessByStdio<null, Readable, null>;

/** A process that holds so much beside its heap, and says when it does. */
async function startHolding(megabytes: number): Promise<Holding> {
  const child = spawn(process.execPath, ['-e', `const held = Buffer.alloc(${megabytes} * 1024 * 1024, 1); console.log('held'); setInterval(() => held.length, 1000)`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

const onLinux = process.platform === 'linux' ? describe : describe.skip;

// With a heap's cap of 100 MB a process may hold 868 MB, and is bloated from 564 MB on.
onLinux('the memory of a child', () => {
  const started: Holding[] = [];
  const hold = async (megabytes: number) => {
    const child = await startHolding(megabytes);
    started.push(child);
    return child;
  };
  afterEach(() => started.splice(0).forEach(child => child.kill('SIGKILL')));

  it('calls back for a process that holds more beside its heap than it may', async () => {
    const child = await hold(900);
    await new Promise<void>(resolve => {
      const stop = watchMemory(child.pid, 100, () => (stop(), resolve()));
    });
  });

  it('leaves a process alone that holds less, and one whose watch has ended', async () => {
    const [small, large] = [await hold(20), await hold(900)];
    let called = 0;
    const stopSmall = watchMemory(small.pid, 100, () => (called += 1));
    watchMemory(large.pid, 100, () => (called += 1))();
    await sleep(700);
    stopSmall();
    expect(called).toBe(0);
  });

  it('tells a process that holds most of what it may from one that does not, and from one that has ended', async () => {
    const [small, large] = [await hold(20), await hold(650)];
    expect(isBloated(small.pid, 100)).toBe(false);
    expect(isBloated(large.pid, 100)).toBe(true);
    large.kill('SIGKILL');
    await once(large, 'exit');
    expect(isBloated(large.pid, 100)).toBe(false);
  });
});
