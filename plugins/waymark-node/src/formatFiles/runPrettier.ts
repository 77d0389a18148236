import { readFileSync } from 'node:fs';
import { type Context, Script, createContext } from 'node:vm';
import type { Plugin } from 'prettier';
import { moduleFile } from '../loadModule';
import { inTime, timeFor } from '../withinTime';

/** A text to format, with prettier's options for it. */
export interface PrettierJob {
  readonly path: string;
  readonly content: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** The languages that prettier knows. */
export function prettierLanguages(): NonNullable<Plugin['languages']> {
  return Object.values(prettier().prettierPlugins).flatMap(plugin => plugin.languages ?? []);
}

/** Formats texts one after the other; what does not parse gives nothing. @throws OutOfTime */
export function runPrettier(jobs: readonly PrettierJob[]): readonly (string | undefined)[] {
  let texts: (string | undefined)[] = [];
  const format = (timeout: number) => {
    texts = [];
    formatAll.runInContext(Object.assign(prettier(), { jobs, texts }), { timeout });
    return texts;
  };
  prettier();
  return inTime(timeFor(jobs), format, {
    // What it was about to do when it was stopped would go on with the next job in the same context.
    onStopped: () => (opened = undefined),
    fileAtWork: () => jobs[texts.length]?.path,
  });
}

const formatAll = new Script(`(async () => {
  const plugins = Object.values(prettierPlugins);
  for (const { content, options } of jobs) {
    const text = await prettier.format(content, { ...options, plugins }).catch(() => undefined);
    texts.push(text);
  }
})()`);

interface PrettierContext extends Context {
  readonly prettierPlugins: Readonly<Record<string, Plugin>>;
}

let opened: PrettierContext | undefined;

/**
 * Prettier in a context with a queue of microtasks of its own, since it works in promises, which nobody could stop otherwise. It is the
 * standalone build: it reads no file, so no settings, plugin or ignore list is taken from the disk of the machine.
 */
function prettier(): PrettierContext {
  if (opened) return opened;
  const context = createContext({}, { microtaskMode: 'afterEvaluate' });
  for (const name of ['standalone', ...['babel', 'estree', 'typescript', 'yaml', 'markdown'].map(plugin => `plugins/${plugin}`)]) {
    const filename = moduleFile(`prettier/${name}`);
    new Script(readFileSync(filename, 'utf8'), { filename }).runInContext(context);
  }
  opened = context as PrettierContext;
  return opened;
}
