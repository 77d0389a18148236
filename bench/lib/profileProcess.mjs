import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const inspector = 'http://127.0.0.1:9229/json';

/** Profiles the CPU of running processes of ours while some work is done, and writes one `.cpuprofile` for each. */
export async function profileProcesses(pids, { write, work }) {
  for (const pid of pids) await evaluateIn(pid, startProfile);
  await work();
  for (const pid of pids) writeFileSync(write(pid), await evaluateIn(pid, stopProfile));
}

const startProfile = `{
  const { Session } = process.getBuiltinModule('node:inspector/promises');
  const session = (globalThis.benchSession = new Session());
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
}`;
const stopProfile = `JSON.stringify((await globalThis.benchSession.post('Profiler.stop')).profile)`;

/** Node opens its inspector on one fixed port when it is signalled, so it is closed again before the next process is asked. */
async function evaluateIn(pid, expression) {
  process.kill(pid, 'SIGUSR1');
  const socket = new WebSocket(await untilTarget());
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  let nextId = 0;
  const post = (method, params) =>
    new Promise(resolve => {
      const id = (nextId += 1);
      socket.addEventListener('message', ({ data }) => {
        const message = JSON.parse(data);
        if (message.id === id) resolve(message.result);
      });
      socket.send(JSON.stringify({ id, method, params }));
    });
  const { result, exceptionDetails } = await post('Runtime.evaluate', { expression, replMode: true, awaitPromise: true, returnByValue: true });
  if (exceptionDetails) throw new Error(`process ${pid}: ${JSON.stringify(exceptionDetails)}`);
  const closed = new Promise(resolve => (socket.onclose = resolve));
  void post('Runtime.evaluate', { expression: `setImmediate(() => process.getBuiltinModule('node:inspector').close())` });
  await closed;
  return result.value;
}

async function untilTarget() {
  for (let tries = 0; tries < 100; tries += 1) {
    const targets = await fetch(inspector).then(answer => answer.json(), () => []);
    if (targets.length > 0) return targets[0].webSocketDebuggerUrl;
    await sleep(50);
  }
  throw new Error('The inspector of a process did not open: is its port 9229 taken?');
}
