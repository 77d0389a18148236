const colour = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

function suiteProblems({ name, message, assertionResults }) {
  const failing = assertionResults.filter(({ status }) => status === 'failed');
  if (failing.length === 0) {
    return [`${name}\n${message}`];
  }
  return failing.map(({ fullName, failureMessages }) => `${name}\n● ${fullName}\n${failureMessages.join('\n')}`);
}

/** Counts of a jest report; a suite that could not run at all counts as one failure. */
export function jestResult(report, { code, detail }) {
  const broken = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.every(each => each.status !== 'failed'));
  const failed = report.numFailedTests + broken.length;
  const problems = report.testResults.filter(({ status }) => status === 'failed').flatMap(suiteProblems);
  return {
    passed: report.numPassedTests,
    failed: Math.max(failed, code === 0 ? 0 : 1),
    skipped: report.numPendingTests + report.numTodoTests,
    detail: problems.length > 0 ? problems.join('\n\n').replace(colour, '') : detail,
  };
}
