import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 10;
const askEveryMs = 2000;

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

  const checkEnd = async id => {
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
    const before = await probe('reset');
    const since = performance.now();
    const ids = await Promise.all(valuesOfEach.map(async values => (await call('/scaffolder/v2/tasks', { templateRef: `template:default/${template}`, values })).id));
    let lastAsked = performance.now();
    let after = before;
    while (sumOf(after.tasks, '_count') - sumOf(before.tasks, '_count') < ids.length) {
      await sleep(pollMs);
      after = await probe('');
      if (performance.now() - lastAsked < askEveryMs) continue;
      await Promise.all(ids.map(checkEnd));
      lastAsked = performance.now();
    }
    const wall = (performance.now() - since) / 1000;
    // The row of the last task is written a moment after its duration is known.
    for (const id of ids) while ((await checkEnd(id)) !== 'completed') await sleep(pollMs);
    const was = secondsByStep(before.steps);
    const steps = Object.entries(secondsByStep(after.steps)).map(([step, seconds]) => [step, seconds - (was[step] ?? 0)]);
    return {
      wall,
      task: sumOf(after.tasks, '_sum') - sumOf(before.tasks, '_sum'),
      steps: Object.fromEntries(steps.filter(([, seconds]) => seconds > 0)),
      stallMs: after.stallMs,
    };
  };

  return { call, probe, runTasks, runTask: (template, values) => runTasks(template, [values]) };
}

function sumOf(durations, ending) {
  return durations.filter(({ metricName }) => metricName?.endsWith(ending)).reduce((sum, { value }) => sum + value, 0);
}

function secondsByStep(durations) {
  const seconds = {};
  for (const { metricName, labels, value } of durations) {
    if (metricName?.endsWith('_sum')) seconds[labels.step] = (seconds[labels.step] ?? 0) + value;
  }
  return seconds;
}
