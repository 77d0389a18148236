import type { LoggerService } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import type { Engine, LoadedLibrary } from '@waymark/backstage-plugin-waymark-node';
import { z as zod } from 'zod/v3';
import { type LibraryServices, findLibrary } from '../library/findLibrary';
import type { TaskRecordStore } from '../taskRecords/TaskRecordStore';
import { countOf } from './countOf';
import { parseInput } from './parseInput';
import { refuseSecrets } from './refuseSecrets';
import { examples } from './render.examples';
import type { RenderMemory } from './RenderMemory';

export interface RenderServices extends LibraryServices {
  readonly engine: Engine;
  readonly store: TaskRecordStore;
  readonly renders: RenderMemory;
}

/** In `metadata.annotations` of template.yaml: the version of the golden path that its form and steps belong to. */
const versionAnnotation = 'waymark.dev/version';

const inputSchema = (z: typeof zod) =>
  z.object({
    answers: z.record(z.unknown()).describe('What the form gave; usually `${{ parameters }}`'),
    goldenPath: z.string().min(1).optional().describe('Name of a golden path in the library; default: the running template'),
    library: z.string().min(1).optional().describe('Address of the library; default: the repo that holds the running template'),
  });

/** `waymark:render`: answers → the rendered tree, in the workspace, with its `.waymark.yaml`. */
export function createRenderAction(services: RenderServices) {
  return createTemplateAction({
    id: 'waymark:render',
    description: 'Renders a golden path into the workspace from one commit of its library, together with its .waymark.yaml.',
    examples,
    supportsDryRun: true,
    schema: {
      input: z => inputSchema(z),
      output: {
        layers: z =>
          z
            .array(z.object({ layer: z.string(), at: z.string(), item: z.string().nullable(), reason: z.string() }))
            .describe('The layers that were chosen, in order, with the reasons'),
        fileCount: z => z.number().describe('How many files were rendered'),
        version: z => z.string().describe('Version of the golden path'),
        commit: z => z.string().describe('Commit of the library'),
        treeId: z => z.string().describe("Git's id of the rendered tree"),
      },
    },
    async handler(ctx) {
      const input = parseInput('waymark:render', inputSchema(zod), ctx.input);
      const metadata = ctx.templateInfo?.entity?.metadata;
      const goldenPath = input.goldenPath ?? metadata?.name;
      if (!goldenPath) {
        throw new WaymarkError({
          code: 'GOLDEN_PATH_UNKNOWN',
          stage: 'load',
          message: 'The running template has no name. Give the step a "goldenPath".',
        });
      }
      refuseSecrets(input.answers, ctx.secrets ?? {});
      const library = await findLibrary(
        { url: input.library, baseUrl: ctx.templateInfo?.baseUrl, isDryRun: ctx.isDryRun ?? false },
        services,
      );
      ctx.logger.info(`Library ${library.name} at commit ${library.commit}`);
      tellSkew(library, { goldenPath, annotated: metadata?.annotations?.[versionAnnotation], logger: ctx.logger });

      const tree = await services.engine.renderInto({ library, goldenPath, answers: input.answers, folder: ctx.workspacePath });
      services.renders.keep(ctx.task.id, { tree, answers: input.answers });
      const { files, layers, treeId } = tree;
      const { ref, version } = tree.goldenPath;
      if (!ctx.isDryRun) {
        const plan = { goldenPath: ref, version, commit: library.commit, layers };
        await services.store.savePlan(ctx.task.id, { plan, treeId });
      }
      ctx.logger.info(`Planned ${countOf(layers.length, 'layer')}: ${layers.map(({ layer, reason }) => `${layer} (${reason})`).join(', ')}`);
      ctx.logger.info(`Rendered ${countOf(files.length, 'file')} of ${goldenPath} ${version}`);
      ctx.output('layers', layers.map(layer => ({ ...layer })));
      ctx.output('fileCount', files.length);
      ctx.output('version', version);
      ctx.output('commit', library.commit);
      ctx.output('treeId', treeId);
    },
  });
}

/** Form and steps come from the catalog, files from the library's commit: the two may be of different versions for a while. */
function tellSkew(
  library: LoadedLibrary,
  { goldenPath, annotated, logger }: { readonly goldenPath: string; readonly annotated: string | undefined; readonly logger: LoggerService },
): void {
  const found = library.goldenPaths.find(path => path.name === goldenPath || path.path === goldenPath);
  if (found && annotated && found.version !== annotated) {
    logger.warn(
      `The catalog has version ${annotated} of ${goldenPath}, the library at ${library.commit} version ${found.version}: the form was of the former, the files are of the latter. Refresh the template in the catalog.`,
    );
  }
}
