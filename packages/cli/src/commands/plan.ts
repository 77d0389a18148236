import type { Command } from 'commander';
import type { CommandContext } from '../commandContext';
import { openGoldenPath, readAnswers } from '../openGoldenPath';

export function addPlanCommand(program: Command, { engine, print }: CommandContext): void {
  program
    .command('plan')
    .argument('<golden path>', 'folder of a golden path')
    .requiredOption('--answers <file>', 'answers as YAML or JSON')
    .option('--json', 'print one JSON document')
    .description('the layers chosen, in order, each with its reason')
    .addHelpText('after', '\nExample:\n  waymark plan templates/fastapi-service --answers answers.yaml')
    .action(async (folder: string, options: { answers: string; json?: boolean }) => {
      const opened = await openGoldenPath(folder, engine);
      const { goldenPath, plan } = await engine.plan({ ...opened, answers: await readAnswers(options.answers) });
      if (options.json) {
        print(JSON.stringify({ goldenPath, layers: plan.layers }));
        return;
      }
      print(`${goldenPath.title} ${goldenPath.version}`);
      for (const { layer, at, reason } of plan.layers) print(`  ${layer}${at && ` at ${at}`}: ${reason}`);
    });
}
