import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  type TreeFile,
  type VerifyReport,
  WaymarkError,
  formatProblem,
  waymarkFileName,
  waymarkSchema,
} from '@waymark/backstage-plugin-waymark-common';
import { type Engine, type RenderResult, gitTreeId } from '@waymark/backstage-plugin-waymark-node';
import { parse } from 'yaml';
import type { LibraryReader } from '../library/LibraryReader';
import type { TaskRecordStore } from '../taskRecords/TaskRecordStore';
import type { RenderMemory } from './RenderMemory';
import { readWorkspace } from './readWorkspace';
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
      const workspace = await readWorkspace(ctx.workspacePath);
      const rendered = services.renders.get(ctx.task.id) ?? (await renderAgain(ctx.workspacePath, services));
      const report = await services.engine.verify({
        files: withOrigins(workspace, rendered),
        levels: rendered.checks,
        answers: rendered.waymark.answers,
      });
      const treeId = gitTreeId(workspace);
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

/** Where a workspace file is as it was rendered, its origin goes along: the checks tell from it what a template prints on purpose. */
function withOrigins(workspace: readonly TreeFile[], rendered: RenderResult): readonly TreeFile[] {
  const byPath = new Map(rendered.files.map(file => [file.path, file]));
  return workspace.map(file => {
    const origin = byPath.get(file.path);
    return origin && origin.content === file.content && origin.encoding === file.encoding ? { ...origin, mode: file.mode } : file;
  });
}

/** Another process rendered, before it crashed: the waymark in the workspace says from what, and the same bytes come out. */
async function renderAgain(workspacePath: string, services: VerifyServices): Promise<RenderResult> {
  const text = await readFile(join(workspacePath, waymarkFileName), 'utf8').catch(() => undefined);
  const waymark = text === undefined ? undefined : waymarkSchema.safeParse(parse(text));
  if (!waymark?.success) {
    throw new WaymarkError({
      code: 'INTENT_MISSING',
      stage: 'verify',
      message: `There is no ${waymarkFileName} in the workspace, so there is nothing to verify. Put a waymark:render step before this one.`,
    });
  }
  const { library, answers } = waymark.data;
  const loaded = await services.libraryReader.load({ url: library.url, ref: library.commit });
  return services.engine.render({ library: loaded, goldenPath: library.path, answers });
}
