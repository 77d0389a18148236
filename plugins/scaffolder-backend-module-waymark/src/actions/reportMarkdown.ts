import { type VerifyReport, formatProblem } from '@waymark/backstage-plugin-waymark-common';

/** The report as a person reads it on a result page. */
export function reportMarkdown(report: VerifyReport): string {
  const verdict =
    report.errors > 0
      ? `**${report.errors} errors** in ${report.files} files.`
      : `All ${report.checks.length} checks passed over ${report.files} files${report.warnings > 0 ? `, with ${report.warnings} warnings` : ''}.`;
  const rows = report.checks.map(
    check => `| ${check.errors > 0 ? '✗' : check.warnings > 0 ? '!' : '✓'} | ${cell(check.title)} | ${check.files} | ${check.errors} | ${check.warnings} |`,
  );
  const problems = report.problems.map(problem => `- ${problem.severity}: ${inline(formatProblem(problem))}`);
  return [
    verdict,
    '',
    '| | Check | Files | Errors | Warnings |',
    '| --- | --- | ---: | ---: | ---: |',
    ...rows,
    ...(problems.length > 0 ? ['', ...problems] : []),
    '',
  ].join('\n');
}

/** Text of a rendered file must not become markup of ours. */
function inline(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|!]/g, '\\$&');
}

function cell(text: string): string {
  return inline(text).replace(/\s+/g, ' ');
}
