import { setTimeout as sleep } from 'node:timers/promises';

/** Runs tasks through the portal's own API, and reads what they cost from its own metrics. */
export function createTaskRunner({ url, probeUrl }) {
  const probe = path => fetch(`${probeUrl}/${path}`).then(answer => answer.json());
  let token;
  const call = async (path, body) => {
    token ??= (await (await fetch(`${url}/api/auth/guest/refresh`)).json()).backstageIdentity.token;
    const answer = await fetch(`${url}/api${path}`, {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };

  const statusOf = async id => {
    const { status } = await call(`/scaffolder/v2/tasks/${id}`);
    if (status !== 'failed' && status !== 'cancelled') return status;
    const events = await call(`/scaffolder/v2/tasks/${id}/events`);
    throw new Error(`The task ${id} ${status}:\n${events.map(event => event.body.message).slice(-20).join('\n')}`);
  };

  /**
   * Starts a template once for each of the values and waits for the last.
   * `wall` is from the first request to the end of the last task, `task` and `steps` are sums of the portal's own seconds.
   */
  const runTasks = async (template, valuesOfEach) => {
    await probe('gc');
    const before = await probe('reset');
    const ended = count(before.tasks) + valuesOfEach.length;
    const since = performance.now();
    const start = async values => (await call('/scaffolder/v2/tasks', { templateRef: `template:default/${template}`, values })).id;
    const ids = await Promise.all(valuesOfEach.map(start));
    let after;
    do {
      after = await probe(`wait?tasks=${ended}`);
      if (count(after.tasks) < ended) await Promise.all(ids.map(statusOf));
    } while (count(after.tasks) < ended);
    const wall = (performance.now() - since) / 1000;
    // The row of the last task is written a moment after its duration is known.
    for (const id of ids) while ((await statusOf(id)) !== 'completed') await sleep(10);
    const was = secondsByStep(before.steps);
    const steps = Object.entries(secondsByStep(after.steps)).map(([step, seconds]) => [step, seconds - (was[step] ?? 0)]);
    return {
      wall,
      task: total(after.tasks, 'sum') - total(before.tasks, 'sum'),
      steps: Object.fromEntries(steps.filter(([, seconds]) => seconds > 0)),
      stallMs: after.stallMs,
    };
  };

  return { call, probe, runTasks, runTask: (template, values) => runTasks(template, [values]) };
}

function total(durations, kind) {
  return durations.filter(duration => duration.kind === kind).reduce((sum, { value }) => sum + value, 0);
}

function count(tasks) {
  return total(tasks, 'count');
}

function secondsByStep(durations) {
  const seconds = {};
  for (const { step, kind, value } of durations) {
    if (kind === 'sum') seconds[step] = (seconds[step] ?? 0) + value;
  }
  return seconds;
}
