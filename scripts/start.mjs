import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { backendAnswers, forgeAnswers, goldenPathsAnswer, pageAnswers } from './lib/answers.mjs';
import { Children } from './lib/children.mjs';
import { dataFolder, repoRoot } from './lib/folders.mjs';
import { installPackages } from './lib/install.mjs';
import { environmentWithNode } from './lib/node24.mjs';
import { checkPortsFree, readPorts } from './lib/ports.mjs';
import { showProgress } from './lib/progress.mjs';
import { tailOf } from './lib/runLogged.mjs';
import { Stop, runMain } from './lib/stop.mjs';

const usage = `Usage: npm start [-- OPTION …]

Starts the demo portal: forge, backend and frontend.
  --fresh     empty the data folder first (databases and the forge's repositories)
  --headless  no frontend: forge and backend only, for those who use the HTTP API`;

const options = ['--fresh', '--headless', '--help'];

const logs = join(dataFolder, 'logs');
const startLimit = 5 * 60_000;
const goldenPathLimit = 60_000;

function readArguments(args) {
  const unknown = args.filter(arg => !options.includes(arg));
  if (unknown.length > 0) {
    throw new Stop(`npm start does not know ${unknown.join(' ')}.\n${usage}`, 2);
  }
  const [fresh, headless, help] = options.map(option => args.includes(option));
  return { fresh, headless, help };
}

/** Databases and repositories name each other, so they are only ever emptied together. */
function emptyData() {
  for (const part of ['db', 'forge', 'logs']) {
    rmSync(join(dataFolder, part), { recursive: true, force: true });
  }
  console.log(`✓ Emptied ${shown(dataFolder)}`);
}

function shown(path) {
  const inRepo = relative(repoRoot, path);
  return inRepo.startsWith('..') ? path : inRepo;
}

function startPrograms(children, { ports, env, headless }) {
  const cli = join(repoRoot, 'node_modules', '@backstage', 'cli', 'bin', 'backstage-cli');
  const portalEnv = {
    ...env,
    WAYMARK_DATA: dataFolder,
    WAYMARK_APP_PORT: String(ports.app.port),
    WAYMARK_BACKEND_PORT: String(ports.backend.port),
    WAYMARK_FORGE_PORT: String(ports.forge.port),
    BROWSER: 'none',
    NODE_ENV: 'development',
    NO_COLOR: '1',
  };
  for (const name of headless ? ['backend'] : ['backend', 'app']) {
    children.start({
      name,
      command: 'node',
      args: [cli, 'package', 'start'],
      cwd: join(repoRoot, 'packages', name),
      env: portalEnv,
      log: join(logs, `${name}.log`),
    });
  }
}

async function waitWithProgress(title, wait) {
  const progress = showProgress(title);
  try {
    const answer = await wait;
    progress.end('ready');
    return answer;
  } catch (error) {
    progress.end('given up', false);
    throw error;
  }
}

// The development servers outlive a program of ours that fails, so its failure is read from what it wrote.
const failures = {
  backend: /^(The backend could not start:|Node\.js v\d+)/m,
  app: /compiled with \d+ errors?/,
};

/** Never resolves; rejects when a log tells of a failure or the signal aborts. */
async function watchLogs(signal) {
  for (;;) {
    signal.throwIfAborted();
    for (const [name, pattern] of Object.entries(failures)) {
      const log = join(logs, `${name}.log`);
      if (existsSync(log) && pattern.test(readFileSync(log, 'utf8'))) {
        throw explainEnd({ name, reason: 'could not start', log });
      }
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}

async function waitForPortal(ports, { headless, signal }) {
  const parts = [
    { title: 'Forge', answer: forgeAnswers(ports.forge.port, signal) },
    { title: 'Backend', answer: backendAnswers(ports.backend.port, signal) },
    ...(headless ? [] : [{ title: 'Portal page', answer: pageAnswers(ports.app.port, signal) }]),
  ];
  // All are asked from the beginning and awaited one after another, so that their lines do not mix.
  Promise.allSettled(parts.map(({ answer }) => answer));
  for (const { title, answer } of parts) {
    await waitWithProgress(title, answer);
  }
}

async function goldenPaths(ports, signal) {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(goldenPathLimit)]);
  try {
    return await waitWithProgress('Golden paths in the catalog', goldenPathsAnswer(ports.backend.port, limit));
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    return [];
  }
}

function printWhereToLook(ports, { headless, titles }) {
  const portal = `http://localhost:${ports.app.port}`;
  const paths = titles.length > 0 ? `golden paths: ${titles.join(', ')}` : `no golden path yet; see ${shown(join(logs, 'backend.log'))}`;
  const pages = headless
    ? `  HTTP API      http://localhost:${ports.backend.port}/api   (${paths})`
    : `  Portal        ${portal}\n  Create page   ${portal}/create   (${paths})`;
  console.log(`
Waymark is up.

${pages}
  Forge         http://localhost:${ports.forge.port}   (stands in for GitHub)
  Data          ${shown(dataFolder)}   (databases, repositories, logs; kept between starts)

  Stop          Ctrl-C
  Start afresh  npm start -- --fresh
`);
}

function explainEnd({ name, reason, log }) {
  return new Stop(`The ${name === 'app' ? 'frontend' : name} is not running (${reason}). The end of its log (all of it: ${shown(log)}):\n${tailOf(log, 15)}`);
}

function onceSignalled(children) {
  return new Promise(resolve => {
    let asked = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => {
        if (asked) {
          children.killNow();
        }
        asked = true;
        resolve(signal);
      });
    }
  });
}

async function bringUp({ ports, headless }, signal) {
  const started = new AbortController();
  const slow = AbortSignal.timeout(startLimit);
  const limit = AbortSignal.any([signal, started.signal, slow]);
  try {
    await Promise.race([waitForPortal(ports, { headless, signal: limit }), watchLogs(limit)]);
  } catch (error) {
    throw slow.aborted ? new Stop(`The portal did not answer within ${startLimit / 60_000} minutes; its logs are in ${shown(logs)}.`) : error;
  } finally {
    started.abort();
  }
  printWhereToLook(ports, { headless, titles: await goldenPaths(ports, signal) });
}

async function runPortal(portal) {
  const children = new Children();
  const signalled = onceSignalled(children);
  const over = new AbortController();
  try {
    startPrograms(children, portal);
    const ended = children.firstToEnd().then(end => Promise.reject(explainEnd(end)));
    await Promise.race([bringUp(portal, over.signal), signalled, ended]);
    await Promise.race([signalled, ended]);
    console.log('\nStopping …');
    return 0;
  } finally {
    over.abort();
    await children.stop();
  }
}

await runMain(async () => {
  const { fresh, headless, help } = readArguments(process.argv.slice(2));
  if (help) {
    console.log(usage);
    return 0;
  }
  const ports = readPorts();
  const env = await environmentWithNode();
  await installPackages(env);
  await checkPortsFree(headless ? [ports.backend, ports.forge] : Object.values(ports));
  if (fresh && existsSync(dataFolder)) {
    emptyData();
  }
  return runPortal({ ports, env, headless });
});
process.exit();
