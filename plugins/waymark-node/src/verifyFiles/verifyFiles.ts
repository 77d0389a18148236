import {
  type CheckLevel,
  type CheckResult,
  type Problem,
  type RenderedFile,
  type TreeFile,
  type VerifyReport,
  shortened,
} from '@waymark/backstage-plugin-waymark-common';
import { OutOfTime, timeFor, withinTime } from '../withinTime';
import type { Check, Tree } from './check';
import { checks } from './checks';

export interface VerifyInput {
  /** A rendered tree, or the files of a folder or a repo, of which nobody knows how they were made. */
  readonly files: readonly (RenderedFile | TreeFile)[];
  /** The `checks` of golden-path.yaml: the level of every problem of a check, or `off`. */
  readonly levels?: Readonly<Record<string, CheckLevel>>;
  /** The answers that the tree was rendered from: what a person wrote is no left-over syntax. */
  readonly answers?: unknown;
}

/** A check that finds more than this has one cause; the rest is counted, not listed. */
const listedProblems = 200;

/** Runs every check over a tree. Nothing is thrown: a check that breaks is itself an error of the report. */
export async function verifyFiles({ files: given, levels = {}, answers }: VerifyInput): Promise<VerifyReport> {
  const files = given.map(withOrigin);
  const tree: Tree = { files, answers, byPath: new Map(files.map(file => [file.path, file])) };
  const results: CheckResult[] = [];
  const problems: Problem[] = [...unknownLevels(levels)];
  for (const check of checks) {
    const level = levels[check.name];
    if (level === 'off') continue;
    const { looked, found } = await runCheck(check, tree, level);
    const errors = found.filter(({ severity }) => severity === 'error').length;
    results.push({ check: check.name, title: check.title, files: looked, errors, warnings: found.length - errors });
    problems.push(...listed(found));
  }
  const unknown = unknownLevels(levels).length;
  return {
    files: files.length,
    errors: unknown + sum(results.map(({ errors }) => errors)),
    warnings: sum(results.map(({ warnings }) => warnings)),
    checks: results,
    problems,
  };
}

/** Such a file is judged as a copied one. */
function withOrigin(file: RenderedFile | TreeFile): RenderedFile {
  if ('rendered' in file) return file;
  return { ...file, layer: '', policy: 'managed', source: file.path, rendered: false, format: false, literals: [] };
}

interface Outcome {
  readonly looked: number;
  readonly found: readonly Problem[];
}

async function runCheck(check: Check, tree: Tree, level: CheckLevel | undefined): Promise<Outcome> {
  let looked = 0;
  try {
    const files = check.select(tree);
    looked = files.length;
    const findings = files.length === 0 ? [] : await withinTime(checkTime(files), () => check.run(files, tree));
    const found = findings.map(finding => ({
      ...finding,
      what: shortened(finding.what),
      mend: shortened(finding.mend),
      check: check.name,
      severity: level === 'error' || level === 'warning' ? level : finding.severity,
    }));
    return { looked, found };
  } catch (error) {
    // Whatever its level: a check that did not run has proven nothing.
    const problem: Problem = {
      severity: 'error',
      check: check.name,
      ...(error instanceof OutOfTime ? stoppedAt(error, check, tree) : {
        what: `The check ${check.name} broke: ${shortened(error instanceof Error ? error.message : String(error))}`,
        mend: `Report it with the tree that it broke on; until then golden-path.yaml can say \`checks: { ${check.name}: off }\`.`,
      }),
    };
    return { looked, found: [problem] };
  }
}

/** Twice what ruff and the like take for themselves, since those can say at which file they were. */
function checkTime(files: readonly RenderedFile[]): number {
  return 2 * timeFor(files);
}

function stoppedAt(error: OutOfTime, check: Check, tree: Tree): Pick<Problem, 'file' | 'what' | 'mend'> {
  const files = [...check.select(tree)].sort((a, b) => b.content.length - a.content.length);
  const file = error.path ?? files[0]?.path;
  return {
    ...(file !== undefined && { file }),
    what: `The check ${check.name} does not come to an end: ${error.message}${error.path === undefined && files.length > 1 ? `. It looked at ${files.length} files, of which this is the largest` : ''}.`,
    mend: 'Correct what the template prints: no honest file of that size takes as long.',
  };
}

function listed(problems: readonly Problem[]): readonly Problem[] {
  const first = problems[listedProblems];
  if (first === undefined) return problems;
  const rest = problems.slice(listedProblems);
  return [
    ...problems.slice(0, listedProblems),
    {
      severity: rest.some(({ severity }) => severity === 'error') ? 'error' : 'warning',
      check: first.check,
      what: `${rest.length} more problems of ${first.check} are counted but not listed.`,
      mend: 'Mend the ones above and verify again.',
    },
  ];
}

function unknownLevels(levels: Readonly<Record<string, CheckLevel>>): readonly Problem[] {
  const known = checks.map(({ name }) => name);
  return Object.keys(levels)
    .filter(name => !known.includes(name))
    .map(name => ({
      severity: 'error',
      what: `golden-path.yaml sets a level for the check ${name}, which does not exist.`,
      mend: `Use one of ${known.join(', ')}.`,
    }));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
