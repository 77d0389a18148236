// Preloaded into a backend; serves the process's own figures and changes nothing. Seconds of steps and tasks are the sums that the
// scaffolder itself keeps in prom-client.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const resolutionMs = 5;
const require = createRequire(createRequire(`${process.cwd()}/package.json`).resolve('@backstage/plugin-scaffolder-backend'));
const delay = monitorEventLoopDelay({ resolution: resolutionMs });
delay.enable();
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

async function durations(name) {
  const metric = await require('prom-client').register.getSingleMetric(name)?.get();
  return (metric?.values ?? []).map(({ metricName, labels, value }) => ({ metricName, labels, value }));
}

async function figures() {
  const { rss, heapUsed } = process.memoryUsage();
  return {
    pid: process.pid,
    steps: await durations('scaffolder_step_duration'),
    tasks: await durations('scaffolder_task_duration'),
    rssMb: rss / 2 ** 20,
    heapMb: heapUsed / 2 ** 20,
    stallMs: Math.max(0, delay.max / 1e6 - resolutionMs),
  };
}

createServer(async (request, response) => {
  if (request.url === '/gc') collectGarbage();
  if (request.url === '/reset') delay.reset();
  response.end(JSON.stringify(await figures()));
}).listen(Number(process.env.BENCH_PROBE_PORT), '127.0.0.1').unref();
