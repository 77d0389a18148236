import { describeCheck, file } from '../testing/describeCheck';
import { githubWorkflows } from './githubWorkflows';

const workflow = (step: string) => `on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - ${step}\n`;

describeCheck(githubWorkflows, {
  refuses: [
    {
      name: 'an expression over an unknown context, with its line',
      files: [file('.github/workflows/ci.yml', workflow('run: echo ${{ component.name }}'))],
      finds: [{ severity: 'error', file: '.github/workflows/ci.yml', line: 6, what: /undefined variable "component"/, mend: /workflow’s template/ }],
    },
    {
      name: 'a runner that GitHub does not have',
      files: [file('.github/workflows/ci.yml', workflow('run: make').replace('ubuntu-latest', 'unbuntu-24.04'))],
      finds: [{ severity: 'error', file: '.github/workflows/ci.yml', line: 4, what: /label "unbuntu-24.04" is unknown\.$/, mend: /rule/ }],
    },
    {
      name: 'a workflow that is too large to be linted',
      files: [file('.github/workflows/ci.yml', '# why\n'.repeat(30_000))],
      finds: [{ severity: 'error', file: '.github/workflows/ci.yml', line: undefined, what: /over 128 KiB/, mend: /reusable/ }],
    },
    {
      name: 'a key that no workflow has',
      files: [file('.github/workflows/ci.yaml', 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    step: 1\n    steps:\n      - run: make\n')],
      finds: [
        { severity: 'error', file: '.github/workflows/ci.yaml', line: 5, what: /unexpected key "step"/, mend: /rule/ },
      ],
    },
  ],
  passes: [
    { name: 'secrets, matrices and pinned actions', files: [file('.github/workflows/ci.yml', workflow('run: echo "${{ secrets.X }} ${{ github.sha }}"'))] },
    {
      name: 'runners, permissions and contexts of late',
      files: [
        file(
          '.github/workflows/ci.yml',
          `permissions: { attestations: write, models: read }\n${workflow('run: echo "${{ vars.X }}"').replace('ubuntu-latest', 'ubuntu-slim')}`,
        ),
      ],
    },
    { name: 'a YAML file that is no workflow', files: [file('.github/dependabot.yml', 'version: 2\n'), file('workflows/a.yml', 'x: 1\n')] },
  ],
});
