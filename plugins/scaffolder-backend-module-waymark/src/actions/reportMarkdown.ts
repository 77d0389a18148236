import { type VerifyReport, formatProblem } from '@waymark/backstage-plugin-waymark-common';
import { countOf } from './countOf';

/** The report as a person reads it on a result page. */
export function reportMarkdown(report: VerifyReport): string {
  const verdict =
    report.errors > 0
      ? `**${countOf(report.errors, 'error')}** in ${countOf(report.files, 'file')}.`
      : `All ${countOf(report.checks.length, 'check')} passed over ${countOf(report.files, 'file')}${report.warnings > 0 ? `, with ${countOf(report.warnings, 'warning')}` : ''}.`;
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
