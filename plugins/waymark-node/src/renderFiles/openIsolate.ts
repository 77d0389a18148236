import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ivm from 'isolated-vm';

/** An isolate, and how its functions are found by name. */
export interface OpenedIsolate {
  readonly isolate: ivm.Isolate;
  entry(name: string): ivm.Reference;
}

export interface OpenIsolateOptions {
  readonly memoryMb: number;
  /** Our scripts, in the order in which they run. */
  readonly assets: readonly string[];
  /** What the scripts are given as globals. */
  readonly globals?: Readonly<Record<string, ivm.Copy<unknown>>>;
}

/** Opens an isolate that has run our scripts. */
export function openIsolate({ memoryMb, assets, globals = {} }: OpenIsolateOptions): OpenedIsolate {
  const isolate = new ivm.Isolate({ memoryLimit: memoryMb });
  const context = isolate.createContextSync();
  for (const [name, value] of Object.entries(globals)) context.global.setSync(name, value);
  for (const [filename, code] of scripts(assets)) isolate.compileScriptSync(code, { filename }).runSync(context);
  return { isolate, entry: name => context.global.getSync(name, { reference: true }) };
}

/** Name and code of what every isolate of ours runs first, and of the assets after it. */
function scripts(assets: readonly string[]): readonly (readonly [string, string])[] {
  const folder = join(dirname(require.resolve('@waymark/backstage-plugin-waymark-node/package.json')), 'assets', 'sandbox');
  return [
    // Nothing random or timed is left for a template to reach, and no function leads to the one that compiles text.
    [
      'prelude.js',
      'globalThis.self = globalThis; delete globalThis.Date; delete Math.random; delete globalThis.WebAssembly; delete Function.prototype.constructor;',
    ],
    ['nunjucks.js', readFileSync(require.resolve('nunjucks/browser/nunjucks.js'), 'utf8')],
    ...['strict.js', ...assets].map(name => [name, readFileSync(join(folder, name), 'utf8')] as const),
  ];
}
