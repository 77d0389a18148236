import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import type { Duplex, Readable } from 'node:stream';
import { WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import { childEntry } from './childEntry';
import { readFrames, writeFrame } from './frames';
import { type Method, type Request, fromFailure, responseSchema } from './protocol';
import { isBloated, watchMemory } from './watchMemory';

export interface ChildLimits {
  readonly memoryMb: number;
  readonly timeoutMs: number;
  /** Folders below which it may write; without it anywhere. */
  readonly writable?: readonly string[] | undefined;
}

/** One child that answers one request at a time; once it has ended it answers none. */
export interface Child {
  readonly ended: boolean;
  /** Whether what its work has left fills most of what it may hold. */
  readonly bloated: boolean;
  request(method: Method, params: unknown, bytes?: Uint8Array): Promise<unknown>;
  stop(): void;
}

interface Pending {
  readonly id: number;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Starts a child without our environment (which holds secrets), with its memory and its time capped, and without the right to do what it need not. */
export function startChild(limits: ChildLimits): Child {
  const { file, execArgv } = childEntry();
  const child = spawn(process.execPath, [...execArgv, ...permissions(limits), ...heap(limits), file], {
    env: {},
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const channel = child.stdio[3] as Duplex;
  let pending: Pending | undefined;
  let ended = false;
  let stderr = '';
  let nextId = 1;
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(-4000);
  });
  const settle = (error: Error) => {
    ended = true;
    pending?.reject(error);
    pending = undefined;
  };
  const kill = (error: Error) => {
    settle(error);
    child.kill('SIGKILL');
  };
  readFrames(channel, {
    onFrame({ message }) {
      const response = responseSchema.safeParse(message);
      if (!response.success || response.data.id !== pending?.id) return kill(crashed('it said what nobody had asked for'));
      const { resolve, reject } = pending;
      pending = undefined;
      if ('error' in response.data) reject(fromFailure(response.data.error));
      else resolve(response.data.result);
    },
    onNonsense: why => kill(crashed(`it answered nonsense: ${why}`)),
  });
  // What cannot be sent is told by the end of the child, which says more.
  channel.on('error', () => undefined);
  child.on('error', error => settle(crashed(error.message)));
  child.on('exit', () => {
    ended = true;
  });
  // Only then all that it said on stderr is read, which tells a lack of memory from a crash.
  child.on('close', (code, signal) => settle(endOf({ code, signal, stderr, limits })));
  // An idle child does not keep our process from ending.
  const setBusy = (busy: boolean) => hold(child, busy);
  setBusy(false);
  return {
    get ended() {
      return ended;
    },
    get bloated() {
      return isBloated(child.pid, limits.memoryMb);
    },
    request(method, params, bytes) {
      const id = nextId++;
      return new Promise<unknown>((resolve, reject) => {
        // Before anything waits for an answer.
        ask(channel, { id, method, params }, bytes);
        setBusy(true);
        const timer = setTimeout(() => {
          kill(new WaymarkError({ code: 'ENGINE_TIMEOUT', stage: 'engine', message: `The stage "${method}" was stopped after ${limits.timeoutMs / 1000} s.` }));
        }, limits.timeoutMs);
        const stopWatching = watchMemory(child.pid, limits.memoryMb, () => kill(outOfMemory(limits)));
        const done = () => {
          clearTimeout(timer);
          stopWatching();
          setBusy(false);
        };
        pending = {
          id,
          resolve: value => (done(), resolve(value)),
          reject: error => (done(), reject(error)),
        };
      });
    },
    stop() {
      kill(crashed('the engine was closed'));
    },
  };
}

/** @throws WaymarkError `ANSWERS_INVALID` for what cannot be told as JSON: of all that is asked, only answers can be so. */
function ask(channel: Duplex, request: Request, bytes: Uint8Array | undefined): void {
  try {
    writeFrame(channel, request, bytes);
  } catch (error) {
    throw new WaymarkError({ code: 'ANSWERS_INVALID', stage: 'model', message: `The answers cannot be told as JSON: ${(error as Error).message}`, cause: error });
  }
}

/** Isolates want the first flag; a small space for new objects costs no time here and saves 100 MB. */
function heap({ memoryMb }: ChildLimits): readonly string[] {
  return ['--no-node-snapshot', `--max-old-space-size=${memoryMb}`, '--max-semi-space-size=8'];
}

/** Node's own permission model: no process may be started, and no file written elsewhere. Nodes before 22.13 have none. */
function permissions({ writable }: ChildLimits): readonly string[] {
  if (!process.allowedNodeEnvironmentFlags.has('--permission')) return [];
  const folders = writable?.flatMap(folder => (existsSync(folder) ? [folder, realpathSync(folder)] : [folder])) ?? ['*'];
  return ['--permission', '--allow-addons', '--allow-fs-read=*', ...[...new Set(folders)].map(folder => `--allow-fs-write=${folder}`)];
}

function hold(child: ChildProcess, busy: boolean): void {
  const streams = [child.stdio[2], child.stdio[3]] as (Readable & { ref?(): void; unref?(): void })[];
  for (const part of [child, ...streams]) {
    if (busy) part.ref?.();
    else part.unref?.();
  }
}

function crashed(why: string): WaymarkError {
  return new WaymarkError({ code: 'ENGINE_CRASHED', stage: 'engine', message: `The engine's process ended before it answered: ${why}` });
}

function outOfMemory(limits: ChildLimits): WaymarkError {
  return new WaymarkError({ code: 'ENGINE_OUT_OF_MEMORY', stage: 'engine', message: `The engine's process needed more than ${limits.memoryMb} MB.` });
}

interface Ending {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stderr: string;
  readonly limits: ChildLimits;
}

function endOf({ code, signal, stderr, limits }: Ending): WaymarkError {
  if (/heap out of memory|invalid array length|allocation failed/i.test(stderr)) return outOfMemory(limits);
  const last = stderr.trim().split('\n').slice(-5).join(' ');
  return crashed(`${signal ?? `exit code ${code}`}${last ? `: ${last}` : ''}`);
}
