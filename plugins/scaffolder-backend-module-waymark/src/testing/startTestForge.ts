import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { type Fault, type Forge, type ForgeCall, createForge, defaultToken } from '@waymark/forge';

/** A forge on a free port, with what tests do to it. */
export interface TestForge extends Forge {
  /** The `integrations` part of a config. */
  readonly integrationsConfig: { github: { host: string; apiBaseUrl: string; token: string }[] };
  readonly integrations: ScmIntegrations;
  /** Every call that was answered so far, as `METHOD /path`. */
  readonly calls: string[];
  /** Makes calls go wrong from now on; undefined ends it. */
  failOn(rule: ((call: ForgeCall) => Fault | undefined) | undefined): void;
  api(method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
  repoExists(fullName: string): Promise<boolean>;
}

export async function startTestForge(): Promise<TestForge> {
  const root = await mkdtemp(join(tmpdir(), 'waymark-forge-'));
  const calls: string[] = [];
  let rule: ((call: ForgeCall) => Fault | undefined) | undefined;
  const forge = await createForge({
    root,
    orgs: ['acme', 'waymark'],
    faults: {
      onRequest(call) {
        calls.push(`${call.method} ${call.path}`);
        return rule?.(call);
      },
    },
  });
  const api: TestForge['api'] = async (method, path, body) => {
    const response = await fetch(`${forge.apiBaseUrl}${path}`, {
      method,
      redirect: 'manual',
      headers: { Authorization: `token ${defaultToken}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : {} };
  };
  const integrationsConfig = { github: [{ host: forge.host, apiBaseUrl: forge.apiBaseUrl, token: defaultToken }] };
  return {
    ...forge,
    integrationsConfig,
    integrations: ScmIntegrations.fromConfig(new ConfigReader({ integrations: integrationsConfig })),
    calls,
    failOn: next => {
      rule = next;
    },
    api,
    repoExists: async fullName => (await api('GET', `/repos/${fullName}`)).status === 200,
    close: async () => {
      await forge.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
