import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { repoRoot } from './lib/folders.mjs';
import { findPackage, hasInstallScript, installedPackages, licenceOf, ownPackages, runtimePackages } from './lib/installedPackages.mjs';
import { isMetBy } from './lib/spdx.mjs';

const page = readFileSync(join(repoRoot, 'docs', 'dependencies.md'), 'utf8');
const names = { '': 'root', 'plugins/scaffolder-backend-module-waymark': 'module', 'plugins/waymark-common': 'common', 'plugins/waymark-node': 'node', 'plugins/waymark': 'frontend' };

/** The rows of a section's table, as lists of cells. */
function rowsOf(section) {
  const [, text = ''] = page.split(`\n## ${section}\n`);
  return [...text.split('\n## ')[0].matchAll(/^\| `(.*) \|$/gm)].map(([, row]) => row.split(' | ').map((cell, at) => (at === 0 ? cell.replace('`', '') : cell)));
}

/** Name, where it is used, and licence, of each direct dependency that is not ours. */
function directDependencies() {
  const uses = new Map();
  for (const { folder, manifest } of ownPackages(repoRoot)) {
    const name = names[folder] ?? folder.replace('packages/', '');
    for (const [kind, mark] of Object.entries({ dependencies: '', devDependencies: ' (dev)', peerDependencies: ' (peer)' })) {
      for (const dependency of Object.keys(manifest[kind] ?? {}).filter(each => !each.startsWith('@waymark/'))) {
        const known = uses.get(dependency) ?? { places: [], folder: findPackage(dependency, join(repoRoot, folder)) };
        uses.set(dependency, { ...known, places: [...known.places, `${name}${mark}`] });
      }
    }
  }
  return [...uses].map(([name, { places, folder }]) => [name, places.join(', '), licenceOf(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))]).sort(([a], [b]) => (a < b ? -1 : 1));
}

describe('docs/dependencies.md', () => {
  it('has a line for each direct dependency, with where it is used, its licence and why, and none for another', () => {
    const rows = rowsOf('Direct dependencies');
    assert.deepEqual(rows.map(row => row.slice(0, 3)), directDependencies());
    assert.deepEqual(rows.filter(([, , , why]) => !why || why.length < 5), []);
  });

  it('names every licence of what is installed at run time, and every exception with its reason', () => {
    const allowed = new Set(/^(MIT, .*)\.$/m.exec(page)[1].split(', '));
    const exceptions = rowsOf('Licences');
    const packages = runtimePackages(repoRoot);
    assert.ok(packages.length > 1000, `only ${packages.length} packages were found`);
    const unusual = packages
      .map(({ manifest }) => [manifest.name, licenceOf(manifest) ?? '–'])
      .filter(([, licence]) => !isMetBy(licence, allowed));
    assert.deepEqual(exceptions.map(row => row.slice(0, 2)), [...new Map(unusual)].sort(([a], [b]) => (a < b ? -1 : 1)));
    assert.deepEqual(exceptions.filter(([, , why]) => !why || why.length < 5), []);
  });

  it('names every package with an install script, and why it works without', () => {
    const listed = rowsOf('Install scripts');
    const names = listed.map(([name]) => name);
    const found = new Set(installedPackages(repoRoot).filter(hasInstallScript).map(({ manifest }) => manifest.name));
    assert.ok(found.has('isolated-vm'), 'no install script was found');
    assert.deepEqual([...found].filter(name => !names.includes(name)), []);
    // What is for another platform is in the lock file alone.
    const locked = readFileSync(join(repoRoot, 'yarn.lock'), 'utf8');
    assert.deepEqual(names.filter(name => !locked.includes(`\n"${name}@npm:`)), []);
    assert.deepEqual(listed.filter(([, why]) => !why || why.length < 5), []);
  });

  it('is true of yarn’s settings: no install script is run', () => {
    assert.match(readFileSync(join(repoRoot, '.yarnrc.yml'), 'utf8'), /^enableScripts: false$/m);
    for (const { manifest } of ownPackages(repoRoot)) assert.equal(manifest.dependenciesMeta, undefined, `${manifest.name} may switch scripts on again`);
  });
});

describe('a licence expression', () => {
  const allowed = new Set(['MIT', 'Apache-2.0']);
  for (const [expression, met] of [
    ['MIT', true], ['GPL-3.0', false], ['(MIT OR GPL-3.0)', true], ['MIT AND GPL-3.0', false], ['MIT AND Apache-2.0', true], ['GPL-3.0 OR (MIT AND (Apache-2.0 OR X))', true], ['Remix Icon License 1.0', false], ['–', false], ['', false], ['MIT)', false],
  ]) {
    it(`${JSON.stringify(expression)} is ${met ? '' : 'not '}met by MIT and Apache-2.0`, () => assert.equal(isMetBy(expression, allowed), met));
  }
});
