import { Text } from '@backstage/ui';
import { type CheckResult, type Problem, type Severity, type VerifyReport } from '@waymark/backstage-plugin-waymark-common';
import { Section } from './Section';
import styles from './TaskRecordPage.module.css';

const severities: readonly { readonly severity: Severity; readonly title: string; readonly tone: 'danger' | 'warning' }[] = [
  { severity: 'error', title: 'Errors', tone: 'danger' },
  { severity: 'warning', title: 'Warnings', tone: 'warning' },
];

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function foundBy({ files, errors, warnings }: CheckResult): string {
  if (errors + warnings > 0) {
    return `${count(errors, 'error')}, ${count(warnings, 'warning')}`;
  }
  return files > 0 ? 'nothing wrong' : 'no such file';
}

function placeOf({ file, line, path }: Problem): string {
  const place = [file ?? path, line].filter(part => part !== undefined).join(':');
  return place || 'the whole repository';
}

const ProblemItem = ({ problem }: { readonly problem: Problem }) => (
  <li>
    <Text as="p" weight="bold">
      {problem.what}
    </Text>
    <Text as="p" color="secondary">
      <code>{placeOf(problem)}</code>
      {problem.check && ` · ${problem.check}`}
    </Text>
    <Text as="p">How to mend it: {problem.mend}</Text>
  </li>
);

const Checks = ({ checks }: Pick<VerifyReport, 'checks'>) => (
  <div className={styles.scroll}>
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Check</th>
          <th scope="col">Files</th>
          <th scope="col">Found</th>
        </tr>
      </thead>
      <tbody>
        {checks.map(result => (
          <tr key={result.check}>
            <td>{result.title}</td>
            <td>{result.files}</td>
            <td>{foundBy(result)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** What the verify stage found: problems first, the worst before the others, then what was looked at. */
export const ReportSection = ({ report }: { readonly report: VerifyReport | null }) => {
  if (!report) {
    return (
      <Section title="Verify report">
        <Text as="p">The task ended before the rendered files were verified.</Text>
      </Section>
    );
  }
  return (
    <Section title="Verify report">
      <Text as="p">
        {count(report.files, 'file')}, {count(report.errors, 'error')}, {count(report.warnings, 'warning')}
      </Text>
      {severities.map(({ severity, title, tone }) => {
        const problems = report.problems.filter(problem => problem.severity === severity);
        return (
          problems.length > 0 && (
            <div key={severity}>
              <Text as="h3" variant="body-large" weight="bold" color={tone}>
                {title}
              </Text>
              <ul className={styles.problems}>
                {problems.map((problem, index) => (
                  <ProblemItem key={`${placeOf(problem)}:${index}`} problem={problem} />
                ))}
              </ul>
            </div>
          )
        );
      })}
      <Checks checks={report.checks} />
    </Section>
  );
};
