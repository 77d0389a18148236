function plural(count, noun) {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function line({ title, passed, failed, skipped = 0, seconds }) {
  const parts = [failed > 0 ? `${failed} failed` : '', `${passed} passed`, skipped > 0 ? `${skipped} skipped` : ''];
  return `${failed > 0 ? '✗' : '✓'} ${title}: ${parts.filter(Boolean).join(', ')} (${seconds} s)`;
}

/** Prints what failed, then a line a part, then the sum; returns the exit code. */
export function printSummary(results) {
  const failing = results.filter(({ failed }) => failed > 0);
  for (const { title, detail, log } of failing) {
    console.log(`\n─── ${title} ─── (all of its output: ${log})\n${detail.trimEnd()}`);
  }
  console.log(`\n${results.map(line).join('\n')}`);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  if (failed > 0) {
    console.log(`\n${plural(failing.length, 'part')} of ${results.length} failed.`);
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}
