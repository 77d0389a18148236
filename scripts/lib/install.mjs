import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, repoRoot } from './folders.mjs';
import { runLogged } from './runLogged.mjs';

const yarn = '.yarn/releases/yarn-4.18.1.cjs';

// Inside node_modules, so that deleting that folder is enough to install again.
const stamp = join(repoRoot, 'node_modules', '.waymark-installed');

function manifests() {
  const workspaces = ['packages', 'plugins'].flatMap(folder =>
    readdirSync(join(repoRoot, folder)).map(name => join(repoRoot, folder, name, 'package.json')),
  );
  return [join(repoRoot, 'package.json'), join(repoRoot, 'yarn.lock'), ...workspaces.sort()].filter(existsSync);
}

/** Changes when what is to be installed changes. */
function installFingerprint() {
  const hash = createHash('sha256');
  for (const file of manifests()) {
    hash.update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function isInstalled(fingerprint) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint;
}

/** yarn 4 does not read npm's setting, which is where a company's registry is usually written. */
function withRegistry(env) {
  if (env.YARN_NPM_REGISTRY_SERVER) {
    return env;
  }
  try {
    const registry = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8', cwd: repoRoot, stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    if (!/^https?:\/\//.test(registry)) {
      return env;
    }
    const plain = registry.startsWith('http:') ? { YARN_UNSAFE_HTTP_WHITELIST: new URL(registry).hostname } : {};
    return { ...env, YARN_NPM_REGISTRY_SERVER: registry.replace(/\/+$/, ''), ...plain };
  } catch {
    return env;
  }
}

/** Installs what yarn.lock names, unless exactly that is installed already. */
export async function installPackages(env) {
  const fingerprint = installFingerprint();
  if (isInstalled(fingerprint)) {
    return;
  }
  await runLogged({
    title: 'Installing packages (about a minute, once)',
    command: 'node',
    args: [yarn, 'install', '--immutable'],
    log: join(cacheFolder, 'install.log'),
    env: withRegistry(env),
  });
  writeFileSync(stamp, fingerprint);
}
