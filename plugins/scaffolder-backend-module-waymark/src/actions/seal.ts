import type { LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import { z as zod } from 'zod/v3';
import type { RepoHosts } from '../repoHost/RepoHost';
import type { StoredTaskRecord, TaskRecordStore } from '../taskRecords/TaskRecordStore';
import { parseInput } from './parseInput';
import { examples } from './seal.examples';
import { taskPage } from './taskPage';

export interface SealServices {
  readonly repoHosts: RepoHosts;
  readonly store: TaskRecordStore;
  readonly appBaseUrl: string;
}

const inputSchema = (z: typeof zod) =>
  z.object({
    remoteUrl: z.string().optional().describe('Where it was published, as `publish:github` puts it out'),
    commitHash: z.string().optional().describe('The commit that was pushed; default: the head of the default branch'),
    entityRef: z.string().optional().describe('The registered component, as `catalog:register` puts it out'),
  });

/** `waymark:seal`: what was proved is what was published; from here on the task is never undone. */
export function createSealAction(services: SealServices) {
  return createTemplateAction({
    id: 'waymark:seal',
    description: 'Compares what was published with what was proved, and closes the task: from here on it is never undone.',
    examples,
    supportsDryRun: true,
    schema: {
      input: z => inputSchema(z),
      output: {
        recordUrl: z => z.string().describe("The task's page in the portal"),
        repoUrl: z => z.string().describe("The repo's page"),
        entityUrl: z => z.string().describe("The component's page in the portal"),
      },
    },
    async handler(ctx) {
      const input = parseInput('waymark:seal', inputSchema(zod), ctx.input);
      const recordUrl = taskPage(services.appBaseUrl, ctx.task.id);
      ctx.output('recordUrl', recordUrl);
      if (ctx.isDryRun) {
        // The steps before put out examples here, which are neither addresses nor refs.
        ctx.logger.info('Would compare the published tree with the rendered one and close the task');
        ctx.output('repoUrl', recordUrl);
        ctx.output('entityUrl', recordUrl);
        return;
      }
      const entityUrl = input.entityRef ? entityPage(services.appBaseUrl, input.entityRef) : recordUrl;
      ctx.output('entityUrl', entityUrl);
      const record = await services.store.get(ctx.task.id);
      if (!record?.treeId) throw missing(record === undefined ? 'waymark:prepare' : 'waymark:render');
      await compareTrees(record, input, services);
      ctx.logger.info(`The published tree is the one that was proved (${record.treeId})`);
      if (!(await services.store.seal(record.taskId, input.entityRef ?? null))) {
        throw new WaymarkError({
          code: 'TASK_ENDED',
          stage: 'publish',
          message: 'This task is being undone this moment, or was undone, so it cannot be closed. Start a new one ("Start over").',
        });
      }
      await replaceMarker(record, { homepage: entityUrl, logger: ctx.logger }, services);
      ctx.logger.info(`Done: ${record.repoUrl} is yours, and this task will never be undone`);
      ctx.output('repoUrl', record.repoUrl);
    },
  });
}

async function compareTrees(
  record: StoredTaskRecord,
  input: { readonly remoteUrl?: string | undefined; readonly commitHash?: string | undefined },
  services: SealServices,
): Promise<void> {
  const host = services.repoHosts(record.repo.host);
  const published = input.remoteUrl && host.parseTreeUrl(input.remoteUrl)?.repoUrl;
  if (input.remoteUrl && published?.toLowerCase() !== record.repoUrl.toLowerCase()) {
    throw differs(`Published was ${input.remoteUrl}, while waymark:prepare was told ${record.repoUrl}. Give both steps the same repoUrl.`);
  }
  const treeId = await host.treeId(record.repo, input.commitHash ?? record.defaultBranch);
  if (treeId === undefined) throw differs(`${record.repoUrl} has no commit ${input.commitHash ?? record.defaultBranch}: nothing was published there.`);
  if (treeId !== record.treeId) {
    throw differs(
      `The tree that was published (${treeId}) is not the one that was proved (${record.treeId}): a step between waymark:verify and publish:github changed the workspace, a .gitignore kept a file out of the push, or publish:github fell back to GitHub's API because its connection was cut (its log says so), which loses executable bits.`,
    );
  }
}

/** The repo's homepage becomes the component's page. The task is sealed by now, so a failure here must not fail it. */
async function replaceMarker(
  record: StoredTaskRecord,
  { homepage, logger }: { readonly homepage: string; readonly logger: LoggerService },
  services: SealServices,
): Promise<void> {
  try {
    await services.repoHosts(record.repo.host).setHomepage(record.repo, homepage);
  } catch (error) {
    logger.warn(`The homepage of ${record.repoUrl} still shows this task: ${(error as Error).message}`);
  }
}

function differs(message: string): WaymarkError {
  return new WaymarkError({ code: 'PUBLISHED_TREE_DIFFERS', stage: 'publish', message });
}

function missing(step: string): WaymarkError {
  return new WaymarkError({
    code: 'INTENT_MISSING',
    stage: 'publish',
    message: `This task has no ${step} step before waymark:seal, so there is nothing to compare with. Add it to the template.`,
  });
}

function entityPage(appBaseUrl: string, entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef, { defaultKind: 'component' });
  const path = [namespace, kind, name].map(part => encodeURIComponent(part.toLocaleLowerCase('en-US'))).join('/');
  return `${appBaseUrl.replace(/\/+$/, '')}/catalog/${path}`;
}
