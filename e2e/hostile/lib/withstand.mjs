import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { harmlessAnswers, harmlessBytes, librarySource } from './library.mjs';
import { watch } from './watch.mjs';

/** What one attack may cost, whatever it does. */
const caps = { seconds: 5, memoryMb: 1280, stallMs: 50 };
/** How much longer than on an idle machine it may take, where the child had no more of the time than this share. */
const patience = 5;
const ownShare = 0.7;
/** What the machine's other work adds is not added three times in a row. */
const tries = 3;
/** Two hundred problems of a line or two. */
const longestMessage = 120_000;

/** Strikes the engine with an attack; throws where it does not end as the table says, or costs more than it may. Gives the costs. */
export async function withstand(attack, { entry, engine }) {
  let costs;
  for (let left = tries; left > 0; left -= 1) {
    costs = await strike(attack, { entry, engine });
    if (costs.stallMs <= caps.stallMs && isInTime(costs, attack)) break;
  }
  assert.ok(costs.stallMs <= caps.stallMs, `the event loop stood still for ${costs.stallMs.toFixed(0)} ms`);
  assert.ok(isInTime(costs, attack), `it took ${costs.seconds.toFixed(1)} s, of which the child worked ${costs.worked.toFixed(1)} s`);
  assert.ok(costs.peakMb <= caps.memoryMb, `the child held ${costs.peakMb} MB`);
  return costs;
}

/** Where the machine has other work to do, the child waits for a processor, and the engine gives it more time. */
function isInTime({ seconds, worked }, attack) {
  const most = attack.seconds ?? caps.seconds;
  return seconds <= most || (worked < seconds * ownShare && seconds <= most * patience);
}

async function strike(attack, { entry, engine }) {
  const root = mkdtempSync(join(tmpdir(), 'waymark-hostile-'));
  try {
    const [folder, outside] = [join(root, 'folder'), join(root, 'outside')];
    mkdirSync(folder);
    mkdirSync(outside);
    writeFileSync(join(outside, 'mine'), 'the machine’s own');
    const built = payload(attack);
    const armed = await entry.arm(built, { folder, outside, attack });
    await pause();
    const stop = watch();
    const ended = await entry.strike(built, { ...armed, engine, folder }).then(
      result => ({ result }),
      error => ({ error }),
    );
    const costs = stop();
    assert.equal(readFileSync(join(outside, 'mine'), 'utf8'), 'the machine’s own', 'what lies outside of the folder was changed');
    judge(attack, ended);
    return costs;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Garbage of what was made for the attack is no stall of the engine. */
async function pause() {
  globalThis.gc?.();
  await new Promise(resolve => setTimeout(resolve, 20));
}

export function payload({ attack }) {
  return typeof attack === 'function' ? attack() : attack;
}

/** `harmless`: it goes through, and does nothing; `any`: the same, or a clear error. */
function judge({ ends, says = '', hides }, { result, error }) {
  if (ends === 'harmless' && error) throw error;
  if (ends === 'harmless' || (ends === 'any' && !error)) return;
  const report = result?.report;
  const found = report?.errors > 0 ? { code: 'VERIFY_FAILED', message: report.problems.map(asText).join('\n'), problems: report.problems } : error;
  assert.ok(found, `it went through: ${JSON.stringify(result)?.slice(0, 500)}`);
  if (ends === 'any') assert.ok(ours.includes(found.code), found.stack);
  else assert.equal(found.code, ends, found.stack ?? found.message.slice(0, 2000));
  assert.ok(!hides || !found.message.includes(hides), 'the message tells what the attack was after');
  assert.ok(found.message.includes(says), `the message does not say "${says}": ${found.message.slice(0, 2000)}`);
  assert.ok(found.message.length <= longestMessage, `the message has ${found.message.length} characters`);
  for (const { what, mend } of found.problems) assert.ok(what && mend, 'a problem does not say what is wrong and how to mend it');
}

/** Not an engine's end, but the refusal of a stage. */
const ours = ['LIBRARY_UNREADABLE', 'LIBRARY_INVALID', 'ANSWERS_INVALID', 'PLAN_INVALID', 'RENDER_FAILED', 'VERIFY_FAILED'];

function asText({ file, what, mend }) {
  return `${file}: ${what} ${mend}`;
}

/** The next clean render of the same engine gives the right bytes. */
export async function rendersCleanly(engine) {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-clean-'));
  try {
    clean ??= librarySource();
    const library = await engine.load(clean);
    const tree = await engine.renderInto({ library, goldenPath: 'service', answers: harmlessAnswers, folder });
    assert.deepEqual(Object.fromEntries(Object.keys(harmlessBytes).map(path => [path, readFileSync(join(folder, path), 'utf8')])), harmlessBytes);
    const { report } = await engine.verifyFolder({ folder, origins: tree.files, answers: harmlessAnswers });
    assert.deepEqual(report.problems, []);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let clean;
