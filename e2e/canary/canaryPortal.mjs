import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { endOf, signInAsGuest } from '../lib/backstageApi.mjs';
import { startPortal } from '../lib/portal.mjs';
import { until } from '../lib/until.mjs';
import { thief, writeThievingLibrary } from './thievingLibrary.mjs';

const ports = { app: 7206, backend: 7207, forge: 7208 };
const waitMs = 120_000;

/** A portal whose every secret is a canary, with the library of thieves; every answer that it gives is kept. */
export async function createCanaryPortal({ root, work, config, database }) {
  const folder = join(work, 'library');
  const temporary = join(work, 'tmp');
  mkdirSync(temporary);
  writeThievingLibrary(folder);
  const forgeUrl = `http://localhost:${ports.forge}`;
  const forgeHost = `localhost:${ports.forge}`;
  const portal = await startPortal({
    root,
    ports,
    args: ['--headless'],
    env: {
      TMPDIR: temporary,
      LOG_LEVEL: 'debug',
      CANARY_ENVIRONMENT: config.environment.value,
      ...asEnvironment({
        ...(database && { backend_database: database }),
        backend_auth_keys: [{ secret: config.authKey.value }],
        backend_auth_externalAccess: [{ type: 'static', options: { token: config.serviceToken.value, subject: 'canary' } }],
        forge_token: config.integrationToken.value,
        forge_repositories: [{ repo: 'acme/thieves', folder }],
        integrations_github: [{ host: forgeHost, apiBaseUrl: `${forgeUrl}/api/v3`, token: config.integrationToken.value }],
        waymark_library_url: `http://reader:${config.libraryPassword.value}@${forgeHost}/acme/thieves/tree/main`,
        catalog_locations: [{ type: 'url', target: `${forgeUrl}/acme/thieves/blob/main/catalog-info.yaml`, rules: [{ allow: ['Location', 'Template'] }] }],
      }),
    },
  });
  try {
    return await connect({ portal, temporary });
  } catch (error) {
    await portal.stop();
    throw error;
  }

  async function connect(base) {
    const { backend } = base.portal;
    const responses = [];
    const ask = async (path, { method = 'GET', body, headers } = {}) => {
      const answer = await fetch(`${backend}/api${path}`, { method, headers: { authorization: `Bearer ${userToken}`, 'content-type': 'application/json', ...headers }, ...(body && { body: JSON.stringify(body) }) });
      const text = await answer.text();
      responses.push({ place: `${method} ${path}`, content: `${[...answer.headers].map(header => header.join(': ')).join('\n')}\n\n${text}` });
      return { status: answer.status, text };
    };
    const call = async (path, request) => {
      const { status, text } = await ask(path, request);
      if (status >= 400) throw new Error(`${request?.method ?? 'GET'} ${path}: ${status} ${text.slice(0, 1000)}`);
      return text ? JSON.parse(text) : undefined;
    };
    // The answer to signing in holds the token, as it must, so it is not kept.
    const userToken = await signInAsGuest(backend);
    const asService = { authorization: `Bearer ${config.serviceToken.value}` };
    await call('/events/bus/v1/subscriptions/canary', { method: 'PUT', headers: asService, body: { topics: ['scaffolder.task'] } });
    await until('the template', waitMs, async () => (await ask('/catalog/entities/by-name/template/default/thief')).status === 200);
    const eventsOf = id => call(`/scaffolder/v2/tasks/${id}/events`);

    return {
      ...base.portal,
      temporary: base.temporary,
      userToken,
      ask,
      call,
      responses: () => responses,
      startTask: async ({ values, secrets }) => (await call('/scaffolder/v2/tasks', { method: 'POST', body: { templateRef: 'template:default/thief', values, secrets } })).id,
      untilLogged: (id, pattern) => until(`${pattern} in the log of the task`, waitMs, async () => (await eventsOf(id)).some(event => pattern.test(event.body.message))),
      async untilEnded(id) {
        const status = await until('the end of the task', waitMs, () => endOf(call, id));
        const events = await eventsOf(id);
        return { status, error: events.findLast(event => event.type === 'completion')?.body.error?.message, log: events.map(event => event.body.message).join('\n') };
      },
      dryRun: ({ values, secrets }) => ask('/scaffolder/v2/dry-run', { method: 'POST', body: { template: withoutLibrary(thief), values, secrets, directoryContents: [] } }),
      async events() {
        const found = [];
        for (;;) {
          const answer = await fetch(`${backend}/api/events/bus/v1/subscriptions/canary/events`, { headers: asService, signal: AbortSignal.timeout(5000) });
          if (answer.status !== 200) return found;
          found.push(...(await answer.json()).events.map(event => ({ place: 'an event', content: JSON.stringify(event) })));
        }
      },
    };
  }
}

function asEnvironment(entries) {
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [`APP_CONFIG_${key}`, typeof value === 'string' ? value : JSON.stringify(value)]));
}

/** The library then is the one of the config. */
function withoutLibrary(template) {
  const steps = template.spec.steps.map(step => ({ ...step, input: Object.fromEntries(Object.entries(step.input).filter(([key]) => key !== 'library')) }));
  return { ...template, spec: { ...template.spec, steps } };
}
