import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../e2e/lib/run.mjs';
import { spread } from '../lib/spread.mjs';
import { takeTurns, timesAsFast } from '../lib/takeTurns.mjs';
import { buildCommand } from '../peers/buildCommand.mjs';
import { installPeers } from '../peers/installPeers.mjs';
import { answers, values } from '../skeletons/dialects.mjs';
import { goldenPath, writePeerTemplates } from '../skeletons/writeSkeletons.mjs';

const count = 1000;
const least = 5;

/** The built command against copier and cookiecutter, as whole commands with their start-up. */
export async function commandLine(bench) {
  const peers = await installPeers();
  const waymark = await buildCommand();
  const skeleton = { count, language: 'ts' };
  const templates = join(bench.folder, 'peer-templates');
  writePeerTemplates(templates, skeleton);
  const answersFile = join(bench.folder, 'answers.json');
  writeFileSync(answersFile, JSON.stringify(answers));
  const env = { TMPDIR: bench.folder, HOME: bench.folder };
  const out = name => join(bench.folder, 'out', name);
  rmSync(join(bench.folder, 'out'), { recursive: true, force: true });
  mkdirSync(join(bench.folder, 'out'));
  const timed = (name, command, args) => async () => {
    rmSync(out(name), { recursive: true, force: true });
    const since = performance.now();
    await run(command, args, { env });
    return (performance.now() - since) / 1000;
  };
  const ours = timed('waymark', process.execPath, [waymark, 'render', join(bench.libraryFolder(skeleton), goldenPath), '--answers', answersFile, '--out', out('waymark')]);
  const copier = timed('copier', peers.copier, ['copy', '--defaults', '--quiet', join(templates, 'copier'), out('copier')]);
  const cookiecutter = timed('cookiecutter', peers.cookiecutter, ['--no-input', '-o', out('cookiecutter'), join(templates, 'cookiecutter')]);

  const against = async (theirs, rest) => {
    const turns = await takeTurns({ rounds: 5, theirs, ours });
    const ratios = timesAsFast(turns, seconds => seconds);
    return { ...turns, ratios, ...rest, ...(rest.target && { isMet: spread(ratios).median >= least }) };
  };
  const work = `\`waymark render\`, ${count.toLocaleString('en')} files, the built command, start-up included`;
  const rows = [
    await against(copier, { work, against: '`copier copy`, plain folder', target: `≥ ${least} ×`, beside: 'whole commands; the same bytes come out, which is checked; ours also plans, isolates and writes `.waymark.yaml`' }),
    await against(cookiecutter, { work, against: '`cookiecutter`', beside: 'for information' }),
  ];
  const expected = treeOf(out('copier'));
  for (const tree of [treeOf(out('waymark')), treeOf(join(out('cookiecutter'), values.name))]) {
    if (JSON.stringify(tree) !== JSON.stringify(expected)) throw new Error('The tools did not make the same files.');
  }
  return rows;
}

/** Files and their texts, without what a tool writes for itself. */
function treeOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name !== '.waymark.yaml')
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
    .map(path => [path.slice(folder.length), readFileSync(path, 'utf8')]);
}
