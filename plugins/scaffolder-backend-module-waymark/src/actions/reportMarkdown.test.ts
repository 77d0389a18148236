import { reportMarkdown } from './reportMarkdown';

const check = { check: 'yaml', title: 'Every YAML file | parses', files: 3, errors: 0, warnings: 0 };

describe('reportMarkdown', () => {
  it('says that all passed, with a row for each check', () => {
    const text = reportMarkdown({ files: 12, errors: 0, warnings: 0, checks: [check], problems: [] });
    expect(text).toContain('All 1 check passed over 12 files.');
    expect(text).toContain('| ✓ | Every YAML file \\| parses | 3 | 0 | 0 |');
  });

  it('lists every problem, and lets no text of a file become markup', () => {
    const problems = [
      { severity: 'error', file: 'a.yaml', line: 2, what: 'found <img src=x> [x](javascript:1)', mend: 'close it' },
    ] as const;
    const text = reportMarkdown({ files: 1, errors: 1, warnings: 0, checks: [{ ...check, errors: 1 }], problems });
    expect(text).toContain('**1 error** in 1 file.');
    expect(text).toContain('- error: a.yaml:2: found \\<img src=x\\> \\[x\\](javascript:1) – close it');
  });
});
