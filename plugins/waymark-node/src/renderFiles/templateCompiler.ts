import { createHash } from 'node:crypto';
import type ivm from 'isolated-vm';
import { callIsolate, takeApart } from './isolateCalls';
import { openIsolate } from './openIsolate';

/** Of the isolate, of one call into it, and of the code that is kept. */
const limits = { memoryMb: 128, callMs: 4_000, keptCharacters: 32 * 1024 * 1024 } as const;

export interface TemplateSource {
  readonly name: string;
  readonly text: string;
}

/** A template as code: a pure function of its name and text. */
export interface CompiledTemplate {
  readonly name: string;
  readonly code: string;
  /** Template syntax that it prints on purpose. */
  readonly printed: readonly string[];
  /** Templates that it names. */
  readonly included: readonly string[];
}

/**
 * Turns templates into code, in an isolate of its own in which no template ever runs: so it serves every library, stays warm, and keeps
 * what it made. A new commit of a library costs what changed in it.
 */
export interface TemplateCompiler {
  /** Those that compile; who renders another finds out why it does not. */
  compile(templates: readonly TemplateSource[]): readonly CompiledTemplate[];
  /** Opens the isolate and lets V8 see what it will be asked for, so that it runs as machine code from the first library on. */
  warmUp(): void;
}

/** A bit of everything that templates hold. */
const warmText = `{% from "a/macros/b.njk" import c %}
{% if entity.fields and not entity.isSelf %}{% for field in entity.fields %}
${'${{ field.python.name }}: ${{ field.type | upper }} = ${{ c(field.default | default("none"), loop.index0 + 1) }}'}
{% endfor %}{% elif a.b is defined or c[0] == "x" %}{% set d = [1, "two"] %}{% raw %}{{ e }}{% endraw %}{% else %}text{% endif %}
`.repeat(4);

export function createTemplateCompiler(): TemplateCompiler {
  let isolate: ivm.Isolate | undefined;
  let entry: ivm.Reference | undefined;
  const kept = new Map<string, CompiledTemplate>();
  let keptCharacters = 0;

  const keep = (key: string, compiled: CompiledTemplate) => {
    kept.set(key, compiled);
    keptCharacters += compiled.code.length;
    for (const [oldest, { code }] of kept) {
      if (keptCharacters <= limits.keptCharacters) break;
      kept.delete(oldest);
      keptCharacters -= code.length;
    }
  };
  const compileAll = (templates: readonly TemplateSource[]): readonly CompiledTemplate[] => {
    if (!isolate || !entry || isolate.isDisposed) {
      const opened = openIsolate({ memoryMb: limits.memoryMb, assets: ['compile.js'] });
      isolate = opened.isolate;
      entry = opened.entry('compileAll');
    }
    try {
      const answer = callIsolate({ isolate, entry, texts: [JSON.stringify(templates)], ms: limits.callMs });
      return takeApart<Omit<CompiledTemplate, 'code'> & { readonly length: number }>(answer).map(({ item: { length: _, ...rest }, text }) => ({ ...rest, code: text }));
    } catch {
      // Too large or too slow: the isolate that renders them meets the same limits, and says at which template.
      return [];
    }
  };

  return {
    warmUp: () => void compileAll(Array.from({ length: 150 }, (_, at) => ({ name: `warm-${at}`, text: warmText }))),
    compile(templates) {
      const found = templates.map(template => ({ template, key: createHash('sha256').update(JSON.stringify(template)).digest('hex') }));
      const missing = found.filter(({ key }) => !kept.has(key));
      const made = new Map(missing.length === 0 ? [] : compileAll(missing.map(({ template }) => template)).map(compiled => [compiled.name, compiled]));
      return found.flatMap(({ template, key }) => {
        const known = kept.get(key);
        if (known) return [known];
        const compiled = made.get(template.name);
        if (!compiled) return [];
        keep(key, compiled);
        return [compiled];
      });
    },
  };
}
