import { WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import type { Child } from './childProcess';
import { keptLibraries } from './protocol';

/** A child, and the ids of the libraries that it holds, the one used last at the end; the child forgets in the same order. */
export interface Worker {
  readonly child: Child;
  loaded: readonly string[];
}

/** Work for a child that is free, best for one that holds the library already. */
interface Job {
  readonly libraryId: string | undefined;
  run(worker: Worker): void;
  fail(error: Error): void;
}

export interface Pool {
  /** Gives the work to the next free child. One job at a time a child: what kills a child fails the job that did it, and no other. */
  work<T>(job: (worker: Worker) => Promise<T>, libraryId?: string): Promise<T>;
  /** Starts every child that does not run, and gives each that is free the work, one after the other. */
  everyChild(job: (worker: Worker) => Promise<unknown>): Promise<void>;
  close(): void;
}

/** Keeps up to `size` children, each started when there is work that no other is free for, and started anew after it has ended. */
export function createPool(size: number, startChild: () => Child): Pool {
  const workers = new Set<Worker>();
  const busy = new Set<Worker>();
  const queue: Job[] = [];
  let closed = false;

  const free = () => {
    for (const worker of workers) if (worker.child.ended) workers.delete(worker);
    return [...workers].filter(worker => !busy.has(worker));
  };
  const start = (): Worker => {
    const worker: Worker = { child: startChild(), loaded: [] };
    workers.add(worker);
    return worker;
  };
  /** A library's second child is worth its start only when the first one is at work. */
  const workerFor = (job: Job): Worker | undefined => {
    const idle = free();
    const holds = ({ loaded }: Worker) => job.libraryId !== undefined && loaded.includes(job.libraryId);
    return idle.find(holds) ?? idle[0] ?? (workers.size < size ? start() : undefined);
  };
  const dispatch = (): void => {
    for (let job = queue[0]; job; job = queue[0]) {
      const worker = workerFor(job);
      if (!worker) return;
      queue.shift();
      job.run(worker);
    }
  };
  /** Has a free child do the work. It is free again before anybody is told of the end, so that who asks next finds it so. */
  const occupy = async <T>(worker: Worker, job: (worker: Worker) => Promise<T>): Promise<T> => {
    busy.add(worker);
    try {
      return await job(worker);
    } finally {
      busy.delete(worker);
      if (worker.child.bloated) worker.child.stop();
      dispatch();
    }
  };
  const enqueue = <T>(job: (worker: Worker) => Promise<T>, libraryId: string | undefined): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (closed) return reject(closedError());
      queue.push({ libraryId, run: worker => void occupy(worker, job).then(resolve, reject), fail: reject });
      return dispatch();
    });

  return {
    work: enqueue,
    async everyChild(job) {
      while (!closed && workers.size < size) start();
      // One after the other: whoever asks meanwhile finds another free, and the machine is not theirs alone.
      for (const worker of workers) {
        if (!busy.has(worker) && !worker.child.ended) await occupy(worker, job);
      }
    },
    close() {
      closed = true;
      for (const { child } of workers) child.stop();
      for (const job of queue.splice(0)) job.fail(closedError());
    },
  };
}

/** Notes that a worker's library was used: the child forgets the one used longest ago. */
export function touch(worker: Worker, libraryId: string): void {
  worker.loaded = [...worker.loaded.filter(other => other !== libraryId), libraryId].slice(-keptLibraries);
}

function closedError(): WaymarkError {
  return new WaymarkError({ code: 'ENGINE_CRASHED', stage: 'engine', message: 'The engine was closed, so it answers no more: the portal is shutting down.' });
}
