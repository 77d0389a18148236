import { dirname, join } from 'node:path';

/** The child's program and the flags that it wants: compiled beside us, or TypeScript through Backstage's own transform, which works in a thread. */
export function childEntry(): { readonly file: string; readonly execArgv: readonly string[] } {
  const root = dirname(require.resolve('@waymark/backstage-plugin-waymark-node/package.json'));
  const fromSource = __filename.endsWith('.ts');
  return fromSource
    ? { file: join(root, 'src', 'engineChild.ts'), execArgv: ['--allow-worker', '--require', require.resolve('@backstage/cli-node/config/nodeTransform.cjs')] }
    : { file: join(root, 'dist', 'engineChild.cjs.js'), execArgv: [] };
}
