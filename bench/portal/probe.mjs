// Preloaded into a backend; serves the process's own figures and changes nothing. Seconds of steps and tasks are the sums that the
// scaffolder itself keeps in prom-client.
import { createServer } from 'node:http';
import { Session } from 'node:inspector/promises';
import { createRequire } from 'node:module';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const resolutionMs = 5;
const longestWaitMs = 2000;
const require = createRequire(createRequire(`${process.cwd()}/package.json`).resolve('@backstage/plugin-scaffolder-backend'));
const delay = monitorEventLoopDelay({ resolution: resolutionMs });
delay.enable();
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

async function durations(name) {
  const metric = await require('prom-client').register.getSingleMetric(name)?.get();
  return (metric?.values ?? [])
    .filter(({ metricName }) => /_(sum|count)$/.test(metricName ?? ''))
    .map(({ metricName, labels, value }) => ({ step: labels.step, kind: metricName.split('_').at(-1), value }));
}

async function figures() {
  const { rss, heapUsed } = process.memoryUsage();
  return {
    at: performance.now(),
    steps: await durations('scaffolder_step_duration'),
    tasks: await durations('scaffolder_task_duration'),
    rssMb: rss / 2 ** 20,
    heapMb: heapUsed / 2 ** 20,
    stallMs: Math.max(0, delay.max / 1e6 - resolutionMs),
  };
}

const endedTasks = async () => (await durations('scaffolder_task_duration')).filter(({ kind }) => kind === 'count').reduce((sum, { value }) => sum + value, 0);

/** Waits in this process, since asking it again and again would be work for it. */
async function untilTasksEnded(count) {
  const since = performance.now();
  while ((await endedTasks()) < count && performance.now() - since < longestWaitMs) await sleep(resolutionMs);
}

const session = new Session();

async function startProfile() {
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
}

createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (pathname === '/gc') collectGarbage();
  if (pathname === '/reset') delay.reset();
  if (pathname === '/wait') await untilTasksEnded(Number(searchParams.get('tasks')));
  if (pathname === '/startProfile') await startProfile();
  response.end(JSON.stringify(pathname === '/stopProfile' ? await session.post('Profiler.stop') : await figures()));
}).listen(Number(process.env.BENCH_PROBE_PORT), '127.0.0.1').unref();
