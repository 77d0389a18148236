import { setTimeout as sleep } from 'node:timers/promises';

/** Looks again and again until a look gives something, and gives that. A look that fails is tried again; the last error is told when the time is over. */
export async function until(what, limitMs, look) {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const found = await look().catch(error => ({ error }));
    if (found && !found.error) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${limitMs / 1000} s in vain for ${what}${found?.error ? `: ${found.error.message}` : ''}`);
    await sleep(400);
  }
}
