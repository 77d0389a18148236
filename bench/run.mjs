// npm run bench [-- ROW …]: prints one Markdown table of ratios; see README.md.
import { openBench } from './lib/openBench.mjs';
import { slopesOf, tableOf } from './lib/printTable.mjs';
import { commandLine } from './rows/commandLine.mjs';
import { firstUse } from './rows/firstUse.mjs';
import { memory } from './rows/memory.mjs';
import { plainLoop } from './rows/plainLoop.mjs';
import { renderAndWrite, renderAsPython } from './rows/renderAndWrite.mjs';
import { services } from './rows/services.mjs';
import { startUp } from './rows/startUp.mjs';
import { tenAtOnce } from './rows/tenAtOnce.mjs';
import { wholeTask } from './rows/wholeTask.mjs';

const rows = {
  render: renderAndWrite,
  python: renderAsPython,
  'first-use': firstUse,
  loop: plainLoop,
  concurrent: tenAtOnce,
  task: wholeTask,
  command: commandLine,
  memory,
  start: startUp,
  services,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter(name => !(name in rows));
if (unknown.length > 0) {
  console.error(`There is no row ${unknown.join(', ')}. Rows: ${Object.keys(rows).join(', ')}.`);
  process.exit(2);
}
const bench = openBench();
const measured = [];
let failed = false;

async function runRows() {
  for (const name of wanted.length > 0 ? wanted : Object.keys(rows)) {
    bench.progress(`bench: ${name} …`);
    try {
      const rowsOfIt = await rows[name](bench);
      bench.progress(tableOf(rowsOfIt).split('\n').slice(2).join('\n'));
      measured.push(...rowsOfIt);
    } catch (error) {
      failed = true;
      bench.progress(`bench: ${name} failed: ${error.stack}`);
    }
  }
}

const interrupted = new Promise(resolve => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
});
await Promise.race([runRows(), interrupted.then(() => (failed = true))]);
await bench.close();
console.log([tableOf(measured), slopesOf(measured)].filter(Boolean).join('\n\n'));
process.exit(failed ? 1 : 0);
