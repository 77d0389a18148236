import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../scripts/lib/folders.mjs';
import { run } from '../../e2e/lib/run.mjs';

const packages = ['copier==9.19.1', 'cookiecutter==2.7.1', 'jinja2'];

/** copier and cookiecutter in a virtual environment of their own, installed at their first use. */
export async function installPeers() {
  const folder = join(cacheFolder, 'bench', 'peers');
  const bin = join(folder, 'bin');
  if (!existsSync(join(bin, 'copier')) || !existsSync(join(bin, 'cookiecutter'))) {
    await run('python3', ['-m', 'venv', '--clear', folder]);
    await run(join(bin, 'pip'), ['install', '--quiet', '--disable-pip-version-check', ...packages]);
  }
  return { copier: join(bin, 'copier'), cookiecutter: join(bin, 'cookiecutter') };
}
