import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import {
  createGithubRepoCreateAction,
  createGithubRepoPushAction,
  createPublishGithubAction,
} from '@backstage/plugin-scaffolder-backend-module-github';
import { type ActionContext, type TemplateAction } from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { type Forge } from '../createForge';
import { testToken } from './testForge';

/** The part of app-config.yaml by which Backstage finds the forge. */
export function integrationConfig(forge: Forge): ConfigReader {
  return new ConfigReader({
    integrations: {
      github: [{ host: forge.host, apiBaseUrl: forge.apiBaseUrl, token: testToken }],
    },
    backend: { reading: { allow: [{ host: forge.host }] } },
  });
}

/** The unmodified stock actions, configured for a forge. */
export function stockActions(forge: Forge) {
  const config = integrationConfig(forge);
  const integrations = ScmIntegrations.fromConfig(config);
  return {
    publish: createPublishGithubAction({ config, integrations }),
    createRepo: createGithubRepoCreateAction({ integrations }),
    pushRepo: createGithubRepoPushAction({ config, integrations }),
  };
}

/** Runs an action as the scaffolder would, and gives its outputs. */
export async function runAction(
  action: unknown,
  workspacePath: string,
  input: object,
): Promise<Readonly<Record<string, unknown>>> {
  const outputs: Record<string, unknown> = {};
  const context = {
    ...createMockActionContext({ input: input as never, workspacePath }),
    isDryRun: false,
    checkpoint: ({ fn }: { fn: () => Promise<unknown> }) => fn(),
    output: (name: string, value: unknown) => {
      outputs[name] = value;
    },
  };
  await (action as TemplateAction).handler(context as unknown as ActionContext<never>);
  return outputs;
}
