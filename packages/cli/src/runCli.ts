import { WaymarkError, formatProblem } from '@waymark/backstage-plugin-waymark-common';
import { createEngine } from '@waymark/backstage-plugin-waymark-node';
import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import type { CommandContext } from './commandContext';
import { addLintCommand } from './commands/lint';
import { addPlanCommand } from './commands/plan';
import { addRenderCommand } from './commands/render';
import { addVerifyCommand } from './commands/verify';

export interface CliOutput {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

const terminal: CliOutput = {
  stdout: text => void process.stdout.write(text),
  stderr: text => void process.stderr.write(text),
};

/** Runs one command line; gives the exit code: 0 done, 1 the input or the check failed, 2 usage. */
export async function runCli(args: readonly string[], output: CliOutput = terminal): Promise<number> {
  const engine = createEngine({ children: 1 });
  const state = { failed: false };
  const context: CommandContext = {
    engine,
    print: text => output.stdout(`${text}\n`),
    fail: problems => {
      state.failed ||= problems.length > 0;
      for (const problem of problems) output.stderr(`${formatProblem(problem)}\n`);
    },
  };
  const program = new Command('waymark')
    .description('Golden paths that stay golden: what an author runs without a portal.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: output.stdout, writeErr: output.stderr });
  for (const add of [addPlanCommand, addRenderCommand, addVerifyCommand, addLintCommand]) add(program, context);
  // Commander copies these to subcommands only at their creation by name.
  for (const command of program.commands) command.exitOverride().configureOutput({ writeOut: output.stdout, writeErr: output.stderr });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return state.failed ? 1 : 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    output.stderr(`${error instanceof WaymarkError ? failureText(error) : `waymark failed: ${(error as Error).stack}`}\n`);
    return 1;
  } finally {
    await engine.close();
  }
}

/** The problems, one a line; where there are none, what happened. */
function failureText(error: WaymarkError): string {
  return error.problems.length > 0 ? error.problems.map(formatProblem).join('\n') : error.summary;
}
