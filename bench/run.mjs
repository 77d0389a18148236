// npm run bench [-- ROW …]: prints one Markdown table of ratios; see README.md.
import { openBench } from './lib/openBench.mjs';
import { slopesOf, tableOf } from './lib/printTable.mjs';
import { plainLoop } from './rows/plainLoop.mjs';
import { renderAndWrite, renderAsPython } from './rows/renderAndWrite.mjs';

const rows = { render: renderAndWrite, python: renderAsPython, loop: plainLoop };

const wanted = process.argv.slice(2);
const unknown = wanted.filter(name => !(name in rows));
if (unknown.length > 0) {
  console.error(`There is no row ${unknown.join(', ')}. Rows: ${Object.keys(rows).join(', ')}.`);
  process.exit(2);
}
const bench = openBench();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void bench.close().then(() => process.exit(1)));
try {
  const measured = [];
  for (const name of wanted.length > 0 ? wanted : Object.keys(rows)) {
    bench.progress(`bench: ${name} …`);
    measured.push(...(await rows[name](bench)));
  }
  console.log([tableOf(measured), slopesOf(measured)].filter(Boolean).join('\n\n'));
} finally {
  await bench.close();
}
process.exit();
