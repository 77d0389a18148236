import { waymarkFileName } from '@waymark/backstage-plugin-waymark-common';
import { readTree } from '@waymark/backstage-plugin-waymark-node';
import type { Command } from 'commander';
import { parse } from 'yaml';
import type { CommandContext } from '../commandContext';

export function addVerifyCommand(program: Command, { engine, print, fail }: CommandContext): void {
  program
    .command('verify')
    .argument('<folder>', 'a rendered tree or a checkout')
    .option('--json', 'print one JSON document')
    .description('the same checks that the portal runs before publishing')
    .addHelpText('after', '\nExample:\n  waymark verify ../product-service')
    .action(async (folder: string, options: { json?: boolean }) => {
      const files = readTree(folder);
      const waymark = files.find(file => file.path === waymarkFileName);
      const answers = waymark && (parse(waymark.content) as { answers?: unknown }).answers;
      const report = await engine.verify({ files, ...(answers !== undefined && { answers }) });
      if (options.json) print(JSON.stringify(report));
      else {
        for (const { check, title, files: seen, errors, warnings } of report.checks) {
          print(`${errors > 0 ? '✗' : '✓'} ${check}: ${title} (${seen} files${errors ? `, ${errors} errors` : ''}${warnings ? `, ${warnings} warnings` : ''})`);
        }
        print(`${report.files} files, ${report.errors} errors, ${report.warnings} warnings`);
      }
      fail(report.problems.filter(problem => problem.severity === 'error'));
    });
}
