import type { Child } from './childProcess';
import { type Worker, createPool, touch } from './createPool';

interface StandIn extends Child {
  ended: boolean;
  bloated: boolean;
}

/** A pool whose children are stand-ins: what they are asked never reaches them, so only starting, ending and choosing is tried. */
function createTried(size: number) {
  const children: StandIn[] = [];
  const pool = createPool(size, () => {
    const child: StandIn = { ended: false, bloated: false, request: () => Promise.reject(new Error('not asked here')), stop: () => (child.ended = true) };
    children.push(child);
    return child;
  });
  const indexOf = ({ child }: Worker) => children.indexOf(child as StandIn);
  const isEnded = () => children.map(({ ended }) => ended);
  return { pool, children, indexOf, isEnded };
}

function createGate() {
  let open = () => {};
  const opened = new Promise<void>(resolve => (open = resolve));
  return { open: () => open(), opened };
}

describe('the pool', () => {
  it('starts a second child only when the first is at work, and no more than it may', async () => {
    const { pool, children, indexOf } = createTried(2);
    await pool.work(async () => {});
    await pool.work(async () => {});
    expect(children).toHaveLength(1);
    const gate = createGate();
    const works = [0, 1, 2].map(() => pool.work(async worker => (await gate.opened, indexOf(worker))));
    gate.open();
    expect((await Promise.all(works)).sort()).toEqual([0, 0, 1]);
    expect(children).toHaveLength(2);
  });

  it('gives work to the child that holds the library', async () => {
    const { pool, indexOf } = createTried(2);
    const gate = createGate();
    const first = pool.work(() => gate.opened);
    await pool.work(async worker => touch(worker, 'a'), 'a');
    gate.open();
    await first;
    expect(await pool.work(async worker => indexOf(worker), 'a')).toBe(1);
    expect(await pool.work(async worker => indexOf(worker), 'b')).toBe(0);
  });

  it('replaces a child that its work left bloated, and one that has ended', async () => {
    const { pool, indexOf, isEnded } = createTried(1);
    await pool.work(async ({ child }) => Object.assign(child, { bloated: true }));
    expect(isEnded()).toEqual([true]);
    await pool.work(async ({ child }) => Object.assign(child, { ended: true }));
    expect(isEnded()).toEqual([true, true]);
    expect(await pool.work(async worker => indexOf(worker))).toBe(2);
  });

  it('fails the work that failed, and goes on with the next', async () => {
    const { pool } = createTried(1);
    const works = [pool.work(() => Promise.reject(new Error('bad'))), pool.work(async () => 'good')];
    expect((await Promise.allSettled(works)).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });

  it('gives every free child the work, one after the other, and takes what is asked meanwhile', async () => {
    const { pool, children, indexOf } = createTried(2);
    const order: string[] = [];
    const gate = createGate();
    const warming = pool.everyChild(async worker => {
      order.push(`warm ${indexOf(worker)}`);
      await gate.opened;
    });
    order.push(`asked ${await pool.work(async worker => indexOf(worker))}`);
    gate.open();
    await warming;
    expect(children).toHaveLength(2);
    expect(order).toEqual(['warm 0', 'asked 1', 'warm 1']);
  });

  it('ends its children and fails what waits when it is closed', async () => {
    const { pool, isEnded } = createTried(1);
    const gate = createGate();
    const running = pool.work(() => gate.opened);
    const waiting = pool.work(async () => {});
    pool.close();
    await expect(waiting).rejects.toThrow(/was closed/);
    await expect(pool.work(async () => {})).rejects.toThrow(/was closed/);
    expect(isEnded()).toEqual([true]);
    gate.open();
    await running;
  });
});
