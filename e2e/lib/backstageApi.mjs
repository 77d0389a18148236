/** The portal's HTTP API as a guest: what a person's browser calls. */
export async function createBackstageApi(backend) {
  const guest = await fetch(`${backend}/api/auth/guest/refresh`, { method: 'POST', headers: { 'x-requested-with': 'XMLHttpRequest' } });
  const { backstageIdentity } = await guest.json();
  const headers = { authorization: `Bearer ${backstageIdentity.token}`, 'content-type': 'application/json' };

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
    async untilEntity(kind, name, limitMs = 120_000) {
      const deadline = Date.now() + limitMs;
      for (;;) {
        const entity = await call(`/catalog/entities/by-name/${kind}/default/${name}`).catch(error => error);
        if (!(entity instanceof Error)) return entity;
        if (Date.now() > deadline) throw new Error(`The catalog has no ${kind} ${name}: ${entity.message}`);
        await new Promise(resolve => setTimeout(resolve, 1000));
      }
    },
  };
}

async function untilEnded(call, id) {
  const deadline = Date.now() + 5 * 60_000;
  for (;;) {
    const task = await call(`/scaffolder/v2/tasks/${id}`);
    if (['completed', 'failed', 'cancelled'].includes(task.status)) {
      const events = await call(`/scaffolder/v2/tasks/${id}/events`);
      const end = events.findLast(event => event.type === 'completion');
      return { status: task.status, output: end?.body.output, error: end?.body.error, log: events.map(event => event.body.message).join('\n') };
    }
    if (Date.now() > deadline) throw new Error(`The task ${id} is still ${task.status}.`);
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}
