import { spawn } from 'node:child_process';

/** Runs a command to its end and gives its output; a failure throws with the end of what it printed. */
export function run(command, args, { cwd, env, timeoutMs = 15 * 60_000, allowFailure = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = chunk => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    child.on('error', error => {
      clearTimeout(timer);
      reject(new Error(`${command} cannot be run: ${error.message}`));
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0 || allowFailure) resolve({ output, code });
      else reject(new Error(`${[command, ...args].join(' ')} ended with ${signal ?? code}\n${output.split('\n').slice(-60).join('\n')}`));
    });
  });
}

/** Whether a command is there and works. */
export async function works(command, args = ['--version']) {
  return run(command, args).then(
    () => true,
    () => false,
  );
}
