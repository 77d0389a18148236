import { randomBytes } from 'node:crypto';
import type { ScmIntegrations } from '@backstage/integration';
import { createTemplateAction, parseRepoUrl } from '@backstage/plugin-scaffolder-node';
import { WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import { z as zod } from 'zod/v3';
import type { Intent } from '../taskRecords/TaskRecordStore';
import { type TargetServices, checkTarget } from './checkTarget';
import { parseInput } from './parseInput';
import { examples } from './prepare.examples';
import { taskPage } from './taskPage';

export interface PrepareServices extends TargetServices {
  readonly integrations: ScmIntegrations;
  readonly appBaseUrl: string;
}

const inputSchema = (z: typeof zod) =>
  z.object({
    repoUrl: z.string().min(1).describe('Where to publish, as the repo picker gives it: `github.com?owner=acme&repo=orders`'),
    catalogInfoPath: z.string().default('/catalog-info.yaml').describe('Path of the catalog file in the repo; default `/catalog-info.yaml`'),
    defaultBranch: z.string().default('main').describe('Branch to publish to; default `main`'),
  });

/** `waymark:prepare`: makes sure that nothing is there yet, and writes down what the task is about to make. */
export function createPrepareAction(services: PrepareServices) {
  return createTemplateAction({
    id: 'waymark:prepare',
    description:
      'Fails at once if the repo or its catalog location exists, and writes down what the task is about to make, so that a failed task can be undone.',
    examples,
    supportsDryRun: true,
    schema: {
      input: z => inputSchema(z),
      output: {
        marker: z => z.string().describe('Homepage for `publish:github`: proves that this task made the repo'),
        recordUrl: z => z.string().describe("The task's page in the portal"),
        catalogInfoUrl: z => z.string().describe('Address for `catalog:register`'),
        repo: z => z.object({ host: z.string(), owner: z.string(), name: z.string(), url: z.string() }).describe('The repo to be made'),
      },
    },
    async handler(ctx) {
      const input = parseInput('waymark:prepare', inputSchema(zod), ctx.input);
      const wanted = readIntent(input, { taskId: ctx.task.id, templateRef: ctx.templateInfo?.entityRef ?? 'template:default/unknown' }, services);
      let intent: Intent = wanted;
      if (ctx.isDryRun) {
        ctx.logger.info(`Would make ${wanted.repoUrl} and register ${wanted.locationTarget}; a dry run neither asks nor writes`);
      } else {
        await checkTarget(wanted, services);
        intent = await services.store.intend(wanted);
        ctx.logger.info(`${intent.repoUrl} and ${intent.locationTarget} are free; wrote down what this task is about to make`);
      }
      ctx.output('marker', intent.marker);
      ctx.output('recordUrl', taskPage(services.appBaseUrl, intent.taskId));
      ctx.output('catalogInfoUrl', intent.locationTarget);
      ctx.output('repo', { ...intent.repo, url: intent.repoUrl });
    },
  });
}

function readIntent(
  input: { readonly repoUrl: string; readonly catalogInfoPath: string; readonly defaultBranch: string },
  task: Pick<Intent, 'taskId' | 'templateRef'>,
  services: PrepareServices,
): Intent {
  const { host, owner = '', repo: name } = parseRepoUrl(input.repoUrl, services.integrations);
  const repo = { host, owner, name };
  const repoHost = services.repoHosts(host);
  const problem = repoHost.nameProblem(repo);
  if (problem) {
    throw new WaymarkError({
      code: 'TARGET_INVALID',
      stage: 'publish',
      message: `Nothing can be published to ${host}/${owner}/${name}: ${problem}. Choose another name.`,
    });
  }
  return {
    ...task,
    repo,
    defaultBranch: input.defaultBranch,
    repoUrl: repoHost.webUrl(repo),
    locationTarget: repoHost.fileUrl(repo, { branch: input.defaultBranch, path: input.catalogInfoPath }),
    marker: `${taskPage(services.appBaseUrl, task.taskId)}#${randomBytes(16).toString('hex')}`,
  };
}
