import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  type VerifyReport,
  WaymarkError,
  formatProblem,
  waymarkFileName,
} from '@waymark/backstage-plugin-waymark-common';
import type { Engine } from '@waymark/backstage-plugin-waymark-node';
import type { LibraryReader } from '../library/LibraryReader';
import type { TaskRecordStore } from '../taskRecords/TaskRecordStore';
import type { RenderMemory, Rendering } from './RenderMemory';
import { countOf } from './countOf';
import { reportMarkdown } from './reportMarkdown';
import { examples } from './verify.examples';

export interface VerifyServices {
  readonly engine: Engine;
  readonly libraryReader: LibraryReader;
  readonly store: TaskRecordStore;
  readonly renders: RenderMemory;
}

/** `waymark:verify`: proves what is about to be published. Errors end the task, warnings do not. */
export function createVerifyAction(services: VerifyServices) {
  return createTemplateAction({
    id: 'waymark:verify',
    description: 'Checks everything in the workspace before it is published; an error ends the task, a warning does not.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {},
      output: {
        report: z => z.record(z.unknown()).describe('Every check with its counts, and every problem'),
        reportMarkdown: z => z.string().describe('The report as Markdown, for the output of a template'),
        errors: z => z.number(),
        warnings: z => z.number(),
        treeId: z => z.string().describe("Git's id of the tree that was proved"),
      },
    },
    async handler(ctx) {
      const folder = ctx.workspacePath;
      const { tree, answers } = services.renders.get(ctx.task.id) ?? (await renderAgain(folder, { into: await ctx.createTemporaryDirectory(), ...services }));
      const { report, treeId } = await services.engine.verifyFolder({ folder, origins: tree.files, levels: tree.checks, answers });
      if (!ctx.isDryRun) await services.store.saveReport(ctx.task.id, { report, treeId });

      for (const check of report.checks) {
        const mark = check.errors > 0 ? '✗' : check.warnings > 0 ? '!' : '✓';
        ctx.logger.info(`${mark} ${check.title} (${countOf(check.files, 'file')}${counts(check)})`);
      }
      for (const problem of report.problems.filter(({ severity }) => severity === 'warning')) ctx.logger.warn(formatProblem(problem));
      if (report.errors > 0) throw failed(report);
      ctx.logger.info(`Verified ${countOf(report.files, 'file')}: nothing against publishing them${counts(report)}`);
      ctx.output('report', { ...report });
      ctx.output('reportMarkdown', reportMarkdown(report));
      ctx.output('errors', report.errors);
      ctx.output('warnings', report.warnings);
      ctx.output('treeId', treeId);
    },
  });
}

function counts({ errors, warnings }: { readonly errors: number; readonly warnings: number }): string {
  const parts = [errors > 0 ? countOf(errors, 'error') : '', warnings > 0 ? countOf(warnings, 'warning') : ''].filter(Boolean);
  return parts.length > 0 ? `, ${parts.join(', ')}` : '';
}

function failed(report: VerifyReport): WaymarkError {
  return new WaymarkError({
    code: 'VERIFY_FAILED',
    stage: 'verify',
    message: `What was rendered does not pass (${countOf(report.errors, 'error')}), so nothing was published.`,
    problems: report.problems.filter(({ severity }) => severity === 'error'),
  });
}

/** Another process rendered, before it crashed: the waymark in the workspace says from what, and the same bytes come out. */
async function renderAgain(workspacePath: string, { into, ...services }: VerifyServices & { readonly into: string }): Promise<Rendering> {
  const origin = await services.engine.readWaymark({ folder: workspacePath });
  if (!origin) {
    throw new WaymarkError({
      code: 'INTENT_MISSING',
      stage: 'verify',
      message: `There is no ${waymarkFileName} of ours in the workspace, so there is nothing to verify. Put a waymark:render step before this one.`,
    });
  }
  const { library, answers } = origin;
  const loaded = await services.libraryReader.load({ url: library.url, ref: library.commit });
  return { tree: await services.engine.renderInto({ library: loaded, goldenPath: library.path, answers, folder: into }), answers };
}
