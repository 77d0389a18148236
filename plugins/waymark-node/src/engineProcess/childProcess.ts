import { type ChildProcess, fork } from 'node:child_process';
import { WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import { childEntry } from './childEntry';
import { type Method, type Response, fromFailure } from './protocol';

export interface ChildLimits {
  readonly memoryMb: number;
  readonly timeoutMs: number;
}

/** One child that answers one request at a time; once it has ended it answers none. */
export interface Child {
  readonly ended: boolean;
  request(method: Method, params: unknown): Promise<unknown>;
  stop(): void;
}

interface Pending {
  readonly id: number;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Starts a child without our environment (which holds secrets), with its memory capped. */
export function startChild(limits: ChildLimits): Child {
  const { file, execArgv } = childEntry();
  const child = fork(file, [], {
    env: {},
    execArgv: [...execArgv, '--no-node-snapshot', `--max-old-space-size=${limits.memoryMb}`],
    serialization: 'json',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
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
  child.on('message', (message: unknown) => {
    // The development transform sends messages of its own; they are no JSON text.
    if (typeof message !== 'string' || !pending) return;
    const response = parse(message);
    if (response?.id !== pending.id) return;
    const { resolve, reject } = pending;
    pending = undefined;
    if ('error' in response) reject(fromFailure(response.error));
    else resolve(response.result);
  });
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
    request(method, params) {
      const id = nextId++;
      return new Promise<unknown>((resolve, reject) => {
        // What cannot be told as JSON throws here, before anything waits for an answer.
        const message = JSON.stringify({ id, method, params });
        setBusy(true);
        const timer = setTimeout(() => {
          settle(new WaymarkError({ code: 'ENGINE_TIMEOUT', stage: 'engine', message: `The stage "${method}" was stopped after ${limits.timeoutMs / 1000} s.` }));
          child.kill('SIGKILL');
        }, limits.timeoutMs);
        const done = () => {
          clearTimeout(timer);
          setBusy(false);
        };
        pending = {
          id,
          resolve: value => (done(), resolve(value)),
          reject: error => (done(), reject(error)),
        };
        child.send(message, error => error && settle(crashed(error.message)));
      });
    },
    stop() {
      ended = true;
      child.kill('SIGKILL');
    },
  };
}

function hold(child: ChildProcess, busy: boolean): void {
  const parts = [child, child.channel, child.stderr as { ref?(): void; unref?(): void } | null];
  for (const part of parts) {
    if (busy) part?.ref?.();
    else part?.unref?.();
  }
}

function parse(message: string): Response | undefined {
  try {
    return JSON.parse(message) as Response;
  } catch {
    return undefined;
  }
}

function crashed(why: string): WaymarkError {
  return new WaymarkError({ code: 'ENGINE_CRASHED', stage: 'engine', message: `The engine's process ended before it answered: ${why}` });
}

interface Ending {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stderr: string;
  readonly limits: ChildLimits;
}

function endOf({ code, signal, stderr, limits }: Ending): WaymarkError {
  if (/heap out of memory|invalid array length|allocation failed/i.test(stderr)) {
    return new WaymarkError({ code: 'ENGINE_OUT_OF_MEMORY', stage: 'engine', message: `The engine's process needed more than ${limits.memoryMb} MB.` });
  }
  const last = stderr.trim().split('\n').slice(-5).join(' ');
  return crashed(`${signal ?? `exit code ${code}`}${last ? `: ${last}` : ''}`);
}
