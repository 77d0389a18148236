import { existsSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** The folders of our own packages, the root (the empty name) first, with their manifests. */
export function ownPackages(root) {
  const folders = readManifest(root).workspaces.flatMap(pattern => {
    const parent = pattern.replace('/*', '');
    return readdirSync(join(root, parent)).map(name => join(parent, name));
  });
  return ['', ...folders].filter(folder => existsSync(join(root, folder, 'package.json'))).map(folder => ({ folder, manifest: readManifest(join(root, folder)) }));
}

/** Every package below `node_modules`, nested ones too; each folder once. */
export function installedPackages(root) {
  const modules = join(root, 'node_modules');
  if (!existsSync(modules)) return [];
  return readdirSync(modules, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
    .flatMap(({ name }) => (name.startsWith('@') ? readdirSync(join(modules, name)).map(part => join(name, part)) : [name]))
    .map(name => join(modules, name))
    .filter(folder => existsSync(join(folder, 'package.json')))
    .flatMap(folder => [{ folder, manifest: readManifest(folder) }, ...installedPackages(folder)]);
}

/** The folder in which Node finds a package that is required from a folder. */
export function findPackage(name, from) {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    if (existsSync(join(found, 'package.json'))) return found;
    if (folder === dirname(folder)) return undefined;
  }
}

/** What our packages bring with them wherever they are installed: their dependencies, and what those depend on. What is optional and not installed is left out. */
export function runtimePackages(root) {
  const found = new Map();
  const visit = (folder, manifest) => {
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })) {
      const place = findPackage(name, folder);
      if (place === undefined || found.has(realpathSync(place))) continue;
      const dependency = { folder: place, manifest: readManifest(place) };
      found.set(realpathSync(place), dependency);
      visit(place, dependency.manifest);
    }
  };
  for (const { folder, manifest } of ownPackages(root)) visit(join(root, folder), manifest);
  return [...found.values()];
}

/** The licence as an SPDX expression, as far as the manifest says; old ones say it in other words. */
export function licenceOf({ license, licenses }) {
  const said = license ?? licenses;
  if (Array.isArray(said)) return said.map(each => each.type ?? each).join(' OR ');
  return typeof said === 'object' ? said.type : said;
}

/** Whether installing it would run something: a script of its manifest, or node-gyp by a `binding.gyp`. */
export function hasInstallScript({ folder, manifest }) {
  return ['preinstall', 'install', 'postinstall'].some(name => manifest.scripts?.[name] !== undefined) || existsSync(join(folder, 'binding.gyp'));
}
