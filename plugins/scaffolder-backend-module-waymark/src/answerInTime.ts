/** How long one call of another service may take. */
const defaultLimitMs = 30_000;

/**
 * Waits for an answer no longer than the limit. Clients of Backstage have no time limit of their own, and without one a service that
 * accepts a call and never answers holds up a task for good. Who takes the signal also stops asking.
 */
export async function answerInTime<T>(ask: (signal: AbortSignal) => Promise<T>, limitMs: number = defaultLimitMs): Promise<T> {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`there was no answer within ${limitMs / 1000} seconds`));
      late.abort();
    }, limitMs);
  });
  try {
    return await Promise.race([ask(late.signal), limit]);
  } finally {
    clearTimeout(timer);
  }
}
