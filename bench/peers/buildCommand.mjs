import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cacheFolder, repoRoot } from '../../scripts/lib/folders.mjs';
import { run } from '../../e2e/lib/run.mjs';

const packages = ['plugins/waymark-common', 'plugins/waymark-node', 'packages/cli'];

/**
 * Builds the command as it is published, in a copy of the sources, and lays it out as an adopter has it: compiled, without sources.
 * Gives the path of its program.
 */
export async function buildCommand() {
  const folder = join(cacheFolder, 'bench', 'command');
  rmSync(folder, { recursive: true, force: true });
  const copy = join(folder, 'repo');
  for (const path of ['package.json', 'tsconfig.json', 'backstage.json', 'yarn.lock', ...packages]) {
    cpSync(join(repoRoot, path), join(copy, path), { recursive: true, filter: file => !['node_modules', 'dist'].includes(basename(file)) });
  }
  symlinkSync(join(repoRoot, 'node_modules'), join(copy, 'node_modules'));
  const cli = join(repoRoot, 'node_modules', '@backstage', 'cli', 'bin', 'backstage-cli');
  for (const path of packages) {
    // The role of a command line builds the same JavaScript, but no declarations, which nothing reads at run time.
    await run(process.execPath, [cli, 'package', 'build', '--role', 'cli'], { cwd: join(copy, path) });
    install(join(copy, path), join(folder, 'node_modules'));
  }
  rmSync(copy, { recursive: true });
  return join(folder, 'node_modules', '@waymark', 'cli', 'bin', 'waymark.js');
}

/** What packing does: the built files, and a package.json that leads to them. */
function install(source, modules) {
  const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const target = join(modules, manifest.name);
  mkdirSync(target, { recursive: true });
  for (const path of [...manifest.files, 'bin', 'assets'].filter(path => existsSync(join(source, path)))) {
    cpSync(join(source, path), join(target, path), { recursive: true });
  }
  const built = path => path.replace(/^\.\/src\/(.*)\.ts$/, './dist/$1.cjs.js');
  const exports = Object.entries(manifest.exports ?? { '.': './src/index.ts' }).map(([name, path]) => [name, built(path)]);
  writeFileSync(join(target, 'package.json'), JSON.stringify({ ...manifest, main: 'dist/index.cjs.js', exports: Object.fromEntries(exports) }, null, 2));
}
