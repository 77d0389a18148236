import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { aptInstall } from './aptInstall.mjs';
import { cacheFolder } from './cacheFolder.mjs';
import { run, works } from './run.mjs';

const uvVersion = '0.13.8';
const wanted = [13, 12, 14];

/** uv in a virtual environment of its own, and an interpreter that is 3.12 or later; both are installed if they are missing. */
export async function ensurePython() {
  const python = await findPython();
  const tools = cacheFolder(`uv-${uvVersion}`);
  const uv = join(tools, 'bin', 'uv');
  if (!existsSync(uv)) {
    await run(python, ['-m', 'venv', tools]);
    await run(join(tools, 'bin', 'pip'), ['install', '--quiet', `uv==${uvVersion}`]);
  }
  return {
    uv,
    python,
    env: {
      PATH: `${join(tools, 'bin')}:${process.env.PATH}`,
      UV_PYTHON: python,
      UV_PYTHON_DOWNLOADS: 'never',
      UV_LINK_MODE: 'copy',
    },
  };
}

async function findPython() {
  for (const candidate of candidates()) {
    if (await works(candidate)) return candidate;
  }
  await aptInstall('python3', 'python3-venv');
  for (const minor of wanted) {
    if (await works(`python3.${minor}`)) return `python3.${minor}`;
  }
  throw new Error('Python 3.12 or later is needed to prove generated services, and none was found.');
}

function candidates() {
  const pyenv = join(process.env.PYENV_ROOT || join(homedir(), '.pyenv'), 'versions');
  const versions = existsSync(pyenv) ? readdirSync(pyenv) : [];
  return wanted.flatMap(minor => [
    ...versions.filter(version => version.startsWith(`3.${minor}.`)).map(version => join(pyenv, version, 'bin', `python3.${minor}`)),
    `python3.${minor}`,
  ]);
}
