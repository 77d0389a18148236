import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { repoRoot } from './lib/folders.mjs';

const read = path => readFileSync(join(repoRoot, path), 'utf8');
const page = read('docs/operations.md');
const node = 'plugins/waymark-node/src';
const moduleFolder = 'plugins/scaffolder-backend-module-waymark';
const sources = readdirSync(join(repoRoot, moduleFolder, 'src'), { recursive: true }).filter(path => path.endsWith('.ts') && !path.includes('.test.')).map(path => read(join(moduleFolder, 'src', path))).join('\n');

/** What the page says, and the code that makes it true. */
const figures = [
  ['20,000 files, 100 MiB', `${node}/treeFiles/treeLimits.ts`, 'files: 20_000, bytes: 100 * 1024 * 1024'],
  ['128 MiB unpacked', `${node}/loadLibrary/unpackArchive.ts`, 'bytes: treeLimits.bytes + 28 * 1024 * 1024'],
  ['1,000 layers', `${node}/loadLibrary/loadLibrary.ts`, 'layers: 1000'],
  ['a YAML file of 512 KiB', `${node}/yamlText/readYamlText.ts`, 'characters: 512 * 1024'],
  ['500 layers, 10,000 entries', `${node}/planLayers/planLimits.ts`, 'layers: 500, slotEntries: 10_000'],
  ['8 MiB; all of a render 64 MiB', 'plugins/waymark-node/assets/sandbox/sandbox.js', 'text: 8 * 1024 * 1024, all: 64 * 1024 * 1024'],
  ['128 MB for their isolate; 4 seconds a call and 2 ms', `${node}/renderFiles/sandbox.ts`, 'memoryMb: 128, callMs: 4_000, templateMs: 2'],
  ['1,000 bytes, 255 bytes a name', `${node}/planLayers/pathProblem.ts`, 'path: 1000, name: 255'],
  ['nesting 40 deep, 100,000 values', 'plugins/waymark-common/src/serviceModel/unreadableData.ts', 'depth: 40, list: 1000, values: 100_000'],
  ['50 entities of 100 fields and 50 relations', 'plugins/waymark-common/src/answers/answersSchema.ts', 'entities: 50,\n  fields: 100,\n  relations: 50'],
  ['30 seconds; reading', `${moduleFolder}/src/answerInTime.ts`, 'defaultLimitMs = 30_000'],
  ['reading a library 60 seconds', `${moduleFolder}/src/library/LibraryReader.ts`, 'readLimitMs = 60_000'],
  ['Python up to 128 KiB, JSON up to 256 KiB, other text up to 64 KiB', `${node}/formatFiles/formatFiles.ts`, '[/\\.py$/, 128 * 1024],\n  [/\\.json$/, 256 * 1024],\n  [/./, 64 * 1024]'],
  ['a file over 5 MiB', `${node}/verifyFiles/checks/fileSize.ts`, 'refuseAbove = 5 * mebibyte'],
  ['a workflow over 128 KiB', `${node}/verifyFiles/checks/githubWorkflows.ts`, 'largestWorkflow = 128 * 1024'],
  ['768 MB more than this', `${node}/engineProcess/watchMemory.ts`, 'besideHeapMb = 768'],
  ['over 65 % of that sum', `${node}/engineProcess/watchMemory.ts`, 'bloatedShare = 0.65'],
  ['A child keeps 3 libraries', `${node}/engineProcess/protocol.ts`, 'keptLibraries = 3'],
  ['the archives of 8', `${node}/engineProcess/createEngine.ts`, 'keptSources = 8'],
  ['| `waymark.engine.children` | 2 |', `${node}/engineProcess/createEngine.ts`, 'options.children ?? 2'],
  ['| `waymark.engine.memoryMb` | 512 |', `${node}/engineProcess/createEngine.ts`, 'options.memoryMb ?? 512'],
  ['| `waymark.engine.timeout` | 60 seconds |', `${node}/engineProcess/createEngine.ts`, 'options.timeoutMs ?? 60_000'],
  ['side by side, 1 to 16', `${moduleFolder}/src/moduleConfig.ts`, "'waymark.engine.children', { from: 1, to: 16 }"],
  ['64 to 65,536', `${moduleFolder}/src/moduleConfig.ts`, "'waymark.engine.memoryMb', { from: 64, to: 65_536 }"],
  ['| `waymark.undo.sweepInterval` | 10 minutes |', `${moduleFolder}/src/moduleConfig.ts`, "'waymark.undo.sweepInterval') ?? { minutes: 10 }"],
  ['| `waymark.undo.crashedAfter` | 1 hour |', `${moduleFolder}/src/moduleConfig.ts`, "'waymark.undo.crashedAfter') ?? { hours: 1 }"],
  ['`waymark_undo_sweep`', `${moduleFolder}/src/undo/sweepTasks.ts`, "id: 'waymark_undo_sweep'"],
  ['first 30 seconds after a start', `${moduleFolder}/src/undo/sweepTasks.ts`, 'initialDelay: { seconds: 30 }'],
  ['`waymark_knex_migrations`', `${moduleFolder}/src/taskRecords/DatabaseTaskRecordStore.ts`, "tableName: 'waymark_knex_migrations'"],
];

describe('docs/operations.md', () => {
  for (const [said, file, code] of figures) {
    it(`is true: ${said}`, () => {
      assert.ok(page.replace(/\s+/g, ' ').includes(said), 'the page does not say so');
      assert.ok(read(file).includes(code), `${file} does not hold: ${code}`);
    });
  }

  it('names every key of the config, and none that is not there', () => {
    const section = /\n {2}waymark\?: \{\n([\s\S]*?)\n {2}\};/.exec(read(`${moduleFolder}/config.d.ts`))[1];
    const keys = [...section.matchAll(/^ {4}(\w+)\?: \{\n([\s\S]*?)^ {4}\};/gm)].flatMap(([, part, body]) => [...body.matchAll(/^ {6}(\w+)\?:/gm)].map(([, key]) => `waymark.${part}.${key}`));
    assert.ok(keys.length > 4, 'the keys were not found');
    const named = [...page.matchAll(/^\| `(waymark\.\w+\.\w+)` \|/gm)].map(([, key]) => key);
    assert.deepEqual(named.sort(), keys.sort());
  });

  it('names every audit event, and every warning of the backend’s log', () => {
    const events = [...sources.matchAll(/eventId: '([\w-]+)'/g)].map(([, id]) => id);
    assert.deepEqual([...page.matchAll(/^\| `(waymark-[\w-]+)` \|/gm)].map(([, id]) => id).sort(), events.sort());
    const warnings = [...sources.matchAll(/logger\.warn\(\s*`([^`]+)/g)].map(([, text]) => text.replaceAll(/\$\{.*?\}/g, '…'));
    assert.ok(warnings.length > 4, 'the warnings were not found');
    const quoted = [...page.matchAll(/`([^`\n]+)`/g)].map(([, text]) => text.replace(/…$/, '')).filter(({ length }) => length > 15);
    assert.deepEqual(warnings.filter(warning => !quoted.some(text => warning.startsWith(text))), []);
  });

  it('names every status of a record', () => {
    const statuses = /status: z\.enum\(\[(.*?)\]\)/.exec(read('plugins/waymark-common/src/taskRecord/taskRecordSchema.ts'))[1].split(', ').map(each => each.replaceAll("'", ''));
    for (const status of statuses) assert.match(page, new RegExp(`^\\| \`${status}\` \\|`, 'm'));
  });
});
