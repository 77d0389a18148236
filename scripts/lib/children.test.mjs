import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Children } from './children.mjs';

const folder = mkdtempSync(join(tmpdir(), 'children-'));

function start(children, name, script) {
  const log = join(folder, `${name}.log`);
  children.start({ name, command: process.execPath, args: ['-e', script], cwd: folder, env: process.env, log });
  return log;
}

async function lineIn(log, pattern) {
  for (;;) {
    const found = pattern.exec(readFileSync(log, { encoding: 'utf8', flag: 'a+' }));
    if (found) {
      return found[1];
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('Children', () => {
  it('ends a program together with what the program has started', async () => {
    const children = new Children();
    const script = `
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      console.log('grandchild ' + child.pid + ' started');
      setInterval(() => {}, 1000);`;
    const log = start(children, 'parent', script);
    const grandchild = Number(await lineIn(log, /grandchild (\d+) started/));
    assert.equal(isAlive(grandchild), true);
    await children.stop();
    assert.equal(isAlive(grandchild), false);
  });

  it('tells which program ended by itself, and how', async () => {
    const children = new Children();
    start(children, 'steady', 'setInterval(() => {}, 1000)');
    start(children, 'brief', 'process.exit(3)');
    const { name, reason } = await children.firstToEnd();
    assert.deepEqual({ name, reason }, { name: 'brief', reason: 'exit code 3' });
    await children.stop();
  });

  it('empties the log of a former run before the program starts', async () => {
    const former = new Children();
    start(former, 'again', 'console.log("former")');
    await former.firstToEnd();
    await former.stop();
    const children = new Children();
    const log = start(children, 'again', 'setInterval(() => {}, 1000)');
    assert.equal(readFileSync(log, 'utf8'), '');
    await children.stop();
  });

  it('keeps what a program says in its log', async () => {
    const children = new Children();
    const log = start(children, 'talker', 'console.log("to out"); console.error("to err");');
    await children.firstToEnd();
    await children.stop();
    assert.match(readFileSync(log, 'utf8'), /to out/);
    assert.match(readFileSync(log, 'utf8'), /to err/);
  });
});
