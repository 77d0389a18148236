import { WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import ivm from 'isolated-vm';
import { callIsolate, takeApart } from './isolateCalls';
import { openIsolate } from './openIsolate';
import type { TemplateCompiler } from './templateCompiler';

/** Of an isolate, and of one call into it; a call that renders many templates has more time by their number. */
const limits = { memoryMb: 128, callMs: 4_000, templateMs: 2 } as const;

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

/** Opens an isolate with a library's templates; each template is compiled once, at its first use, by the compiler where there is one. */
export function createSandbox(templates: Readonly<Record<string, string>>, compiler?: TemplateCompiler): Sandbox {
  let opened = open(templates);

  const enter = <T>(work: (isolate: OpenIsolate) => T): T => {
    // A template that fills its memory takes the isolate with it; the next render gets a new one.
    if (opened.isolate.isDisposed) opened = open(templates);
    return work(opened);
  };
  const call = (name: string, input: unknown, place: Place = {}): unknown => enter(isolate => callInto(isolate, [name, input], place));
  /** What expressions gave in this context: the names of a thousand files have a few parts in common. */
  const given = new Map<string, Evaluated>();
  const set = (name: string, input: unknown): void => {
    given.clear();
    call(name, input);
  };

  return {
    setContext: input => set('setContext', input),
    setPlan: input => set('setPlan', input),
    setSlots: input => set('setSlots', input),
    evaluate(text, where) {
      const asked = JSON.stringify([text, where]);
      const known = given.get(asked) ?? (call('evaluate', { text, where }, { file: `layers/${where.layer}`, expression: text }) as Evaluated);
      given.set(asked, known);
      return known;
    },
    renderAll: jobs => enter(isolate => {
      bringCompiled(isolate, { names: jobs.map(({ template }) => template), templates, compiler });
      const answer = apply(isolate, { entry: 'renderAll', texts: [JSON.stringify(jobs)], ms: limits.callMs + jobs.length * limits.templateMs, place: at => ({ file: `layers/${jobs[at]?.template}` }) });
      return takeApart<RenderedLength>(answer).map(({ item, text }) => ('failure' in item ? item : { text, literals: item.literals }));
    }),
    dispose: () => {
      if (!opened.isolate.isDisposed) opened.isolate.dispose();
    },
  };
}

interface OpenIsolate {
  readonly isolate: ivm.Isolate;
  readonly call: ivm.Reference;
  readonly renderAll: ivm.Reference;
  readonly addCompiled: ivm.Reference;
  /** Templates that it was brought as code. */
  readonly brought: Set<string>;
  /** Memory that the isolate shares with us: the number of the template at work, which can be read when the isolate is gone. */
  readonly progress: Int32Array;
}

/** What stood at work when the isolate was stopped. */
interface Place {
  readonly file?: string;
  readonly expression?: string;
}

function open(templates: Readonly<Record<string, string>>): OpenIsolate {
  const progress = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const { isolate, entry } = openIsolate({
    memoryMb: limits.memoryMb,
    assets: ['compile.js', 'filters.js', 'sandbox.js'],
    globals: { progress: new ivm.ExternalCopy(progress.buffer).copyInto() },
  });
  const opened = { isolate, call: entry('call'), renderAll: entry('renderAll'), addCompiled: entry('addCompiled'), brought: new Set<string>(), progress };
  callInto(opened, ['setTemplates', templates], { file: 'layers' });
  return opened;
}

function callInto(isolate: OpenIsolate, [name, input]: readonly [string, unknown], place: Place): unknown {
  return JSON.parse(apply(isolate, { entry: 'call', texts: [name, JSON.stringify(input)], ms: limits.callMs, place: () => place }));
}

interface Call {
  readonly entry: 'call' | 'renderAll' | 'addCompiled';
  readonly texts: string[];
  readonly ms: number;
  place(at: number): Place;
}

/** A call whose end, where it is stopped, is told with what stood at work. */
function apply(opened: OpenIsolate, { entry, texts, ms, place }: Call): string {
  try {
    return callIsolate({ isolate: opened.isolate, entry: opened[entry], texts, ms });
  } catch (error) {
    const { file, expression } = place(opened.progress[0] ?? 0);
    const why = opened.isolate.isDisposed ? `it needs more than ${limits.memoryMb} MB` : `it was stopped after ${ms / 1000} s: ${(error as Error).message}`;
    throw new WaymarkError({
      code: 'RENDER_FAILED',
      stage: 'render',
      message: 'The templates were stopped.',
      problems: [{
        severity: 'error',
        ...(file && { file }),
        what: expression ? `"${expression}": ${why}` : why,
        mend: 'look for a loop without end, and for text or lists that grow by themselves',
      }],
      cause: error,
    });
  }
}

interface Bringing {
  readonly names: readonly string[];
  readonly templates: Readonly<Record<string, string>>;
  readonly compiler: TemplateCompiler | undefined;
}

/** What it does not get here, since it does not compile or is named only by an expression, the isolate compiles itself. */
function bringCompiled(isolate: OpenIsolate, { names, templates, compiler }: Bringing): void {
  let wanted = [...new Set(names)];
  while (compiler) {
    const missing = wanted.flatMap(name => (isolate.brought.has(name) || !Object.hasOwn(templates, name) ? [] : [{ name, text: templates[name] ?? '' }]));
    if (missing.length === 0) return;
    for (const { name } of missing) isolate.brought.add(name);
    const compiled = compiler.compile(missing);
    const list = compiled.map(({ code, ...rest }) => ({ ...rest, length: code.length }));
    apply(isolate, { entry: 'addCompiled', texts: [JSON.stringify(list), compiled.map(({ code }) => code).join('')], ms: limits.callMs, place: () => ({}) });
    wanted = [...new Set(compiled.flatMap(({ included }) => included))];
  }
}

type RenderedLength = { readonly length: number; readonly literals: readonly string[] } | { readonly failure: RenderFailure };
