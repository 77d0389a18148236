import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import type { Command } from 'commander';
import type { CommandContext } from '../commandContext';
import { openGoldenPath, readAnswers } from '../openGoldenPath';

export function addRenderCommand(program: Command, { engine, print }: CommandContext): void {
  program
    .command('render')
    .argument('<golden path>', 'folder of a golden path')
    .requiredOption('--answers <file>', 'answers as YAML or JSON')
    .requiredOption('--out <folder>', 'where the rendered tree goes')
    .option('--force', 'replace what is in the folder')
    .option('--json', 'print one JSON document')
    .description('the rendered tree with its .waymark.yaml')
    .addHelpText('after', '\nExample:\n  waymark render templates/fastapi-service --answers answers.yaml --out ../product-service')
    .action(async (folder: string, options: { answers: string; out: string; force?: boolean; json?: boolean }) => {
      const out = resolve(options.out);
      await refuseOccupied(out, options.force ?? false);
      const opened = await openGoldenPath(folder, engine);
      const answers = await readAnswers(options.answers);
      const { goldenPath, layers, files } = await replaceFolder(out, temporary => engine.renderInto({ ...opened, answers, folder: temporary }));
      print(
        options.json
          ? JSON.stringify({ goldenPath, layers, files: files.map(file => file.path) })
          : `${goldenPath.title} ${goldenPath.version}: ${files.length} files in ${options.out}`,
      );
    });
}

async function refuseOccupied(out: string, force: boolean): Promise<void> {
  if (!existsSync(out)) return;
  const empty = (await stat(out)).isDirectory() && (await readdir(out)).length === 0;
  if (empty || (force && (await stat(out)).isDirectory())) return;
  throw new WaymarkError({ code: 'TARGET_EXISTS', stage: 'render', message: `${out} is not an empty folder. Choose another, or say --force to replace it.` });
}

/** Writes beside the folder and moves it there as a whole, so that a failure leaves the folder as it was. */
async function replaceFolder<T>(out: string, write: (temporary: string) => Promise<T>): Promise<T> {
  const parent = dirname(out);
  if (!existsSync(parent)) {
    throw new WaymarkError({ code: 'TARGET_INVALID', stage: 'render', message: `There is no folder ${parent} to write into.` });
  }
  const temporary = await mkdtemp(join(parent, '.waymark-'));
  try {
    const written = await write(join(temporary, 'tree'));
    if (existsSync(out)) await rename(out, join(temporary, 'before'));
    await rename(join(temporary, 'tree'), out);
    return written;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
