import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import ivm from 'isolated-vm';

const memoryMb = 128;
const callTimeoutMs = 20_000;

/** Where a text stands: in whose layer, and for which item of the model. */
export interface Where {
  readonly layer: string;
  readonly item?: { readonly as: string; readonly path: string; readonly index: number };
}

/** Why a template or an expression gave no text. */
export interface RenderFailure {
  readonly file?: string;
  readonly line?: number;
  readonly expression?: string;
  readonly what: string;
}

export type Evaluated = { readonly text: string } | { readonly failure: RenderFailure };

export type RenderedText =
  { readonly text: string; readonly literals: readonly string[] } | { readonly failure: RenderFailure };

export interface RenderJob {
  readonly template: string;
  readonly where: Where;
}

/** Templates of one library in an isolate of their own: no process, disk, network, clock or random number within reach. */
export interface Sandbox {
  setContext(context: Readonly<Record<string, unknown>>): void;
  setPlan(plan: unknown): void;
  setSlots(slots: unknown): void;
  evaluate(text: string, where: Where): Evaluated;
  renderAll(jobs: readonly RenderJob[]): readonly RenderedText[];
  dispose(): void;
}

/** Opens an isolate with a library's templates; each template is compiled once, at its first use. */
export function createSandbox(templates: Readonly<Record<string, string>>): Sandbox {
  let opened = open(templates);

  const enter = <T>(work: (isolate: OpenIsolate) => T): T => {
    // A template that fills its memory takes the isolate with it; the next render gets a new one.
    if (opened.isolate.isDisposed) opened = open(templates);
    return work(opened);
  };
  const call = (name: string, input: unknown): unknown => enter(isolate => callInto(isolate, name, input));

  return {
    setContext: input => void call('setContext', input),
    setPlan: input => void call('setPlan', input),
    setSlots: input => void call('setSlots', input),
    evaluate: (text, where) => call('evaluate', { text, where }) as Evaluated,
    renderAll: jobs => enter(({ renderAll }) => apart(apply(renderAll, [JSON.stringify(jobs)]))),
    dispose: () => {
      if (!opened.isolate.isDisposed) opened.isolate.dispose();
    },
  };
}

interface OpenIsolate {
  readonly isolate: ivm.Isolate;
  readonly call: ivm.Reference;
  readonly renderAll: ivm.Reference;
}

function open(templates: Readonly<Record<string, string>>): OpenIsolate {
  const isolate = new ivm.Isolate({ memoryLimit: memoryMb });
  const context = isolate.createContextSync();
  for (const [filename, code] of scripts()) isolate.compileScriptSync(code, { filename }).runSync(context);
  const entry = (name: string) => context.global.getSync(name, { reference: true });
  const opened = { isolate, call: entry('call'), renderAll: entry('renderAll') };
  callInto(opened, 'setTemplates', templates);
  return opened;
}

function callInto(isolate: OpenIsolate, name: string, input: unknown): unknown {
  return JSON.parse(apply(isolate.call, [name, JSON.stringify(input)]));
}

/** Text goes in, text comes out; nothing else ever does. */
function apply(entry: ivm.Reference, texts: string[]): string {
  try {
    return String(entry.applySync(undefined, texts, { timeout: callTimeoutMs, result: { copy: true } }));
  } catch (error) {
    throw new WaymarkError({
      code: 'RENDER_FAILED',
      stage: 'render',
      message: `The templates were stopped: ${(error as Error).message} (at most ${callTimeoutMs / 1000} s and ${memoryMb} MB).`,
      cause: error,
    });
  }
}

type RenderedLength = { readonly length: number; readonly literals: readonly string[] } | { readonly failure: RenderFailure };

/** Takes a line of lengths and the texts behind it apart. */
function apart(answer: string): readonly RenderedText[] {
  const end = answer.indexOf('\n');
  let at = end + 1;
  return (JSON.parse(answer.slice(0, end)) as readonly RenderedLength[]).map(result => {
    if ('failure' in result) return result;
    const text = answer.slice(at, at + result.length);
    at += result.length;
    return { text, literals: result.literals };
  });
}

function scripts(): readonly (readonly [string, string])[] {
  const assets = join(dirname(require.resolve('@waymark/backstage-plugin-waymark-node/package.json')), 'assets', 'sandbox');
  return [
    // Nothing random or timed is left for a template to reach, and no function leads to the one that compiles text.
    [
      'prelude.js',
      'globalThis.self = globalThis; delete globalThis.Date; delete Math.random; delete globalThis.WebAssembly; delete Function.prototype.constructor;',
    ],
    ['nunjucks.js', readFileSync(require.resolve('nunjucks/browser/nunjucks.js'), 'utf8')],
    ...['strict.js', 'filters.js', 'sandbox.js'].map(name => [name, readFileSync(join(assets, name), 'utf8')] as const),
  ];
}
