import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('plainRenderer.mjs', import.meta.url));
/** Whoever needs longer than this for what takes milliseconds hangs. */
const limitMs = 1500;
const heapMb = 192;

/**
 * Does what a plain in-process renderer would do with an attack, in a process that can be thrown away.
 * Gives how it ended: `hangs`, `fills the memory`, `breaks` or `goes through`, and what it said.
 */
export function runPlain(renderer, input) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, program, renderer], { stdio: ['pipe', 'pipe', 'pipe'] });
    let said = '';
    let complaint = '';
    let started = false;
    let late = false;
    let timer;
    child.stdout.on('data', chunk => {
      said += chunk;
      if (started || !said.includes('\n')) return;
      // The time runs from when the renderer is loaded and has read its input.
      started = true;
      timer = setTimeout(() => {
        late = true;
        child.kill('SIGKILL');
      }, limitMs);
    });
    child.stderr.on('data', chunk => (complaint = (complaint + chunk).slice(-20_000)));
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', code => {
      clearTimeout(timer);
      const output = said.slice(said.indexOf('\n') + 1);
      resolve({ does: endOf({ late, code, complaint }), said: `${output}${complaint}` });
    });
    child.stdin.end(JSON.stringify(input));
  });
}

function endOf({ late, code, complaint }) {
  if (late) return 'hangs';
  if (code === 0) return 'goes through';
  return /heap out of memory|allocation failed|Invalid string length|Invalid array length|Array buffer allocation/i.test(complaint) ? 'fills the memory' : 'breaks';
}
