import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { type UndoServices, undoTask } from '../undo/undoTask';
import { examples } from './rollback.examples';

/** `waymark:rollback`: undoes a failed task where its log shows it. Whatever this misses (a cancel, a crash) the event and the sweep undo. */
export function createRollbackAction(services: UndoServices) {
  return createTemplateAction({
    id: 'waymark:rollback',
    description:
      'Takes back what this task made, as far as it is provably its own and nobody has used it since. Run it under `if: ${{ failure() }}`.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {},
      output: {
        undone: z =>
          z
            .array(z.object({ kind: z.string(), target: z.string(), outcome: z.string(), reason: z.string() }))
            .describe('What was removed, what was never there, and what was left and why'),
      },
    },
    async handler(ctx) {
      if (ctx.isDryRun) {
        ctx.logger.info('Would undo what the task made; a dry run makes nothing');
        return;
      }
      // No checkpoint: a stored success would skip the undoing of what a retry makes.
      const result = await undoTask({ taskId: ctx.task.id, caller: 'step', logger: ctx.logger }, services);
      switch (result.state) {
        case 'nothing':
          ctx.logger.info('Nothing to undo: the task ended before it made anything');
          return;
        case 'sealed':
          ctx.logger.info('Nothing is undone: what the task made was sealed, and is in use');
          return;
        case 'busy':
          ctx.logger.info('The task is being undone already');
          return;
        case 'ended':
          ctx.output('undone', result.things.map(thing => ({ ...thing })));
          ctx.logger.info(
            result.things.some(({ outcome }) => outcome === 'left')
              ? 'Not everything was undone: see above for what was left, and why'
              : 'Nothing of this task is left behind',
          );
          return;
        default:
          result satisfies never;
      }
    },
  });
}
