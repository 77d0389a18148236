import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { harmlessAnswers, harmlessBytes, librarySource } from './lib/library.mjs';
import { engineChildren, watch } from './lib/watch.mjs';
import { rendersCleanly } from './lib/withstand.mjs';

const childProcess = createRequire(import.meta.url)('node:child_process');
const nonsense = fileURLToPath(new URL('lib/nonsenseChild.mjs', import.meta.url));
const endless = '{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}';
const filling = '{% set x = [1] %}{% for a in range(9999) %}{% for b in range(9999) %}{% set x = [x, x, a, b] %}{% endfor %}{% endfor %}';
const hostile = text => librarySource({ 'layers/app/files/attack.txt.njk': text });

/** Renders into a folder of its own and gives what was rendered. */
async function render(engine, source) {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-many-'));
  try {
    const library = await engine.load(source);
    await engine.renderInto({ library, goldenPath: 'service', answers: harmlessAnswers, folder });
    return Object.fromEntries(Object.keys(harmlessBytes).map(path => [path, readFileSync(join(folder, path), 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Nine tasks come out right while the tenth does its worst. */
async function tenAtOnce(engine, attack) {
  const tenth = render(engine, hostile(attack)).then(() => assert.fail('the hostile one went through'), error => error);
  const nine = await Promise.all(Array.from({ length: 9 }, () => render(engine, librarySource())));
  for (const files of nine) assert.deepEqual(files, harmlessBytes);
  return tenth;
}

/** Does something to the child that is at work on an endless template; gives its id and the error that the request ends with. */
async function interfereAtWork(engine, interfere) {
  const asked = render(engine, hostile(endless)).then(() => assert.fail('it went through'), error => error);
  await new Promise(resolve => setTimeout(resolve, 1500));
  const [pid] = engineChildren();
  interfere(pid);
  return { pid, error: await asked };
}

/** The same, and the next render finds a child of its own. */
async function whileAtWork(engine, interfere) {
  const { pid, error } = await interfereAtWork(engine, interfere);
  await rendersCleanly(engine);
  assert.ok(!engineChildren().includes(pid), 'the old child lives on');
  return error;
}

/** An engine whose first child is another program; what it is asked fails, and the next finds a child of its own. */
async function withNonsense(createEngine, kind) {
  const { spawn } = childProcess;
  const engine = createEngine({ children: 1, timeoutMs: 20_000 });
  try {
    childProcess.spawn = (command, args, options) => spawn(command, [nonsense, kind], options);
    const error = await render(engine, librarySource()).then(() => assert.fail('it went through'), reason => reason);
    childProcess.spawn = spawn;
    await rendersCleanly(engine);
    return error;
  } finally {
    childProcess.spawn = spawn;
    await engine.close();
  }
}

const standStill = pid => process.kill(pid, 'SIGSTOP');

const withEngine = (options, work) => async createEngine => {
  const engine = createEngine(options);
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
};

const signalled = (name, signal) => ({
  name: `the child gets ${signal} from outside`,
  ends: 'ENGINE_CRASHED',
  says: signal,
  run: withEngine({ children: 1 }, engine => whileAtWork(engine, pid => process.kill(pid, signal))),
});

/** What can befall the engine’s processes. */
export const engineFaults = [
  { name: 'ten tasks at once, one of them without end', ends: 'RENDER_FAILED', says: 'attack.txt.njk', run: withEngine({}, engine => tenAtOnce(engine, endless)) },
  { name: 'ten tasks at once, one of them fills the memory', ends: 'RENDER_FAILED', says: 'attack.txt.njk', run: withEngine({}, engine => tenAtOnce(engine, filling)) },
  signalled('killed', 'SIGKILL'),
  signalled('crashed', 'SIGSEGV'),
  { name: 'the child stands still', ends: 'ENGINE_TIMEOUT', says: '4 s', run: withEngine({ children: 1, timeoutMs: 4000 }, engine => whileAtWork(engine, standStill)) },
  { name: 'ten tasks at once, and a child that stands still', ends: 'ENGINE_TIMEOUT', says: '15 s', run: withEngine({ timeoutMs: 15_000 }, engine => tenWhileOneStands(engine)) },
  ...['text', 'endless', 'notJson', 'notAsked', 'shapeless', 'nothing'].map(kind => ({ name: `the child answers nonsense: ${kind}`, ends: 'ENGINE_CRASHED', says: '', run: createEngine => withNonsense(createEngine, kind) })),
];

async function tenWhileOneStands(engine) {
  const tenth = interfereAtWork(engine, standStill);
  await new Promise(resolve => setTimeout(resolve, 1800));
  const nine = await Promise.all(Array.from({ length: 9 }, () => render(engine, librarySource())));
  for (const files of nine) assert.deepEqual(files, harmlessBytes);
  return (await tenth).error;
}

/** Runs one of them; throws where it does not end as it should, or stalls this process. */
export async function endure({ run, ends, says }, createEngine) {
  const stop = watch();
  const error = await run(createEngine);
  const { stallMs } = stop();
  assert.equal(error.code, ends, error.stack);
  assert.ok(error.message.includes(says), error.message);
  assert.ok(stallMs <= 50, `the event loop stood still for ${stallMs.toFixed(0)} ms`);
  return error.message.split('\n')[0];
}
