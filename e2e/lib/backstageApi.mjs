import { until } from './until.mjs';

/** The token of a guest who signs in. */
export async function signInAsGuest(backend) {
  const answer = await fetch(`${backend}/api/auth/guest/refresh`, { method: 'POST', headers: { 'x-requested-with': 'XMLHttpRequest' } });
  return (await answer.json()).backstageIdentity.token;
}

/** The status of a task that has ended, or nothing. */
export async function endOf(call, id) {
  const { status } = await call(`/scaffolder/v2/tasks/${id}`);
  return ['completed', 'failed', 'cancelled'].includes(status) ? status : undefined;
}

/** The portal's HTTP API as a guest: what a person's browser calls. */
export async function createBackstageApi(backend) {
  const headers = { authorization: `Bearer ${await signInAsGuest(backend)}`, 'content-type': 'application/json' };

  const call = async (path, { method = 'GET', body } = {}) => {
    const answer = await fetch(`${backend}/api${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 2000)}`);
    return text ? JSON.parse(text) : undefined;
  };

  return {
    call,
    /** Runs a template to its end; gives the task's status, its output and what its log said. */
    async runTask(templateRef, values) {
      const { id } = await call('/scaffolder/v2/tasks', { method: 'POST', body: { templateRef, values } });
      return { id, ...(await untilEnded(call, id)) };
    },
    entity: (kind, name) => call(`/catalog/entities/by-name/${kind}/default/${name}`),
    /** Waits until the catalog has processed an entity. */
    untilEntity: (kind, name, limitMs = 120_000) => until(`the ${kind} ${name} in the catalog`, limitMs, () => call(`/catalog/entities/by-name/${kind}/default/${name}`)),
  };
}

async function untilEnded(call, id) {
  const status = await until(`the end of task ${id}`, 5 * 60_000, () => endOf(call, id));
  const events = await call(`/scaffolder/v2/tasks/${id}/events`);
  const end = events.findLast(event => event.type === 'completion');
  return { status, output: end?.body.output, error: end?.body.error, log: events.map(event => event.body.message).join('\n') };
}
