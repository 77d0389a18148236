import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkMachine, checkTool } from './node24.mjs';

describe('the machine', () => {
  it('is refused with its name and a way out where a native part has no binary', () => {
    assert.throws(() => checkMachine('win32-x64'), /this machine is win32-x64.*Use a Linux container/s);
    assert.throws(() => checkMachine('darwin-x64'), /this machine is darwin-x64/);
  });

  it('is taken on Linux and on Macs with Apple silicon', () => {
    for (const machine of ['linux-x64', 'linux-arm64', 'darwin-arm64']) {
      checkMachine(machine);
    }
  });

  it('lacks a tool: the tool is named with what it is for', () => {
    assert.throws(() => checkTool('no-such-tool', 'the tests want it'), /needs no-such-tool \(the tests want it\).*install it/s);
  });
});
