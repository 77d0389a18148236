import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { repoRoot } from '../../scripts/lib/folders.mjs';
import { spread } from '../lib/spread.mjs';
import { takeTurns, timesAsFast } from '../lib/takeTurns.mjs';
import { answers, options, values } from '../skeletons/dialects.mjs';
import { goldenPath } from '../skeletons/writeSkeletons.mjs';

const require = createRequire(join(repoRoot, 'plugins', 'waymark-node', 'package.json'));
const sizes = [10, 100, 1000, 5000];
const factor = 3;
const allowanceSeconds = 0.03;

/** The engine without a portal against the least that Node can do: a loop over compiled templates that are in memory. */
export async function plainLoop(bench) {
  require('@backstage/cli-node/config/nodeTransform.cjs');
  const { createEngine, readFolder } = require('@waymark/backstage-plugin-waymark-node');
  const engine = createEngine({ children: 1 });
  try {
    const rows = [];
    for (const count of sizes) {
      const libraryFolder = bench.libraryFolder({ count, language: 'ts' });
      const loop = compiledLoop(join(libraryFolder, 'layers', 'app', 'files'));
      const library = await engine.load(await readFolder(libraryFolder));
      const out = join(bench.folder, 'loop-out');
      const timed = work => async () => {
        rmSync(out, { recursive: true, force: true });
        mkdirSync(out);
        const since = performance.now();
        await work(out);
        return (performance.now() - since) / 1000;
      };
      const turns = await takeTurns({
        rounds: 7,
        theirs: timed(loop),
        ours: timed(folder => engine.renderInto({ library, goldenPath, answers, folder })),
      });
      const ratios = timesAsFast(turns, seconds => seconds).map(ratio => 1 / ratio);
      const bounds = turns.theirs.map(seconds => factor * seconds + allowanceSeconds);
      rows.push({
        work: `engine alone: render + write, ${count.toLocaleString('en')} files`,
        against: 'a Node loop over precompiled nunjucks',
        ...turns,
        ratios,
        target: `≤ ${factor} × + 30 ms`,
        isMet: spread(turns.ours.map((seconds, index) => seconds / bounds[index])).median <= 1,
        beside: 'the loop has everything in memory, plans nothing, checks nothing, isolates nothing and writes synchronously; ours also makes `.waymark.yaml`',
      });
    }
    return rows;
  } finally {
    await engine.close();
  }
}

function compiledLoop(root) {
  const nunjucks = require('nunjucks');
  const environment = new nunjucks.Environment(null, { autoescape: false, trimBlocks: true, lstripBlocks: true, tags: { variableStart: '${{', variableEnd: '}}' } });
  const context = { component: values, features: Object.fromEntries(options.map(key => [key, values[key]])) };
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => {
      const path = join(entry.parentPath, entry.name);
      const text = readFileSync(path, 'utf8');
      const template = path.endsWith('.njk') ? new nunjucks.Template(text, environment, undefined, true) : undefined;
      return { path: path.slice(root.length + 1), text, template };
    });
  return out => {
    const made = new Set();
    for (const { path, text, template } of files) {
      const target = join(out, path.replace('${{ component.name }}', values.name).replace(/\.njk$/, ''));
      const parent = dirname(target);
      if (!made.has(parent)) mkdirSync(parent, { recursive: true });
      made.add(parent);
      writeFileSync(target, template ? template.render(context) : text);
    }
  };
}
