import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What every isolate of ours runs first, and the given assets after it: name and code. */
export function isolateScripts(...assets: readonly string[]): readonly (readonly [string, string])[] {
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
