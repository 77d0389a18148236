import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { jestResult } from './jestResult.mjs';

const passing = { name: 'a.test.ts', status: 'passed', message: '', assertionResults: [{ status: 'passed' }] };
const report = { numPassedTests: 1, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [passing] };

describe('jestResult', () => {
  it('counts tests, not suites', () => {
    const { passed, failed } = jestResult({ ...report, numPassedTests: 7 }, { code: 0, detail: '' });
    assert.deepEqual({ passed, failed }, { passed: 7, failed: 0 });
  });

  it('counts a suite that cannot run as one failure and tells its reason', () => {
    const broken = { name: 'b.test.ts', status: 'failed', message: 'Cannot find module x', assertionResults: [] };
    const { failed, detail } = jestResult({ ...report, testResults: [passing, broken] }, { code: 1, detail: '' });
    assert.equal(failed, 1);
    assert.match(detail, /b\.test\.ts\nCannot find module x/);
  });

  it('names each failed test with its message, without colour codes', () => {
    const assertion = { status: 'failed', fullName: 'adds up', failureMessages: ['\u001b[31mexpected 2\u001b[39m'] };
    const failing = { name: 'c.test.ts', status: 'failed', message: '', assertionResults: [assertion] };
    const { failed, detail } = jestResult({ ...report, numFailedTests: 1, testResults: [failing] }, { code: 1, detail: '' });
    assert.equal(failed, 1);
    assert.equal(detail, 'c.test.ts\n● adds up\nexpected 2');
  });

  it('counts a failure when jest failed without naming one', () => {
    const { failed, detail } = jestResult(report, { code: 1, detail: 'out of memory' });
    assert.deepEqual({ failed, detail }, { failed: 1, detail: 'out of memory' });
  });
});
