/** Asks until the answer is good; each question has a time limit of its own. */
async function askUntil({ question, signal, everyMs = 500 }) {
  for (;;) {
    signal.throwIfAborted();
    try {
      const answer = await question();
      if (answer) {
        return answer;
      }
    } catch {
      // Not there yet.
    }
    await new Promise(resolve => setTimeout(resolve, everyMs));
  }
}

async function get(url, { signal, headers = {} }) {
  const response = await fetch(url, { headers, signal: AbortSignal.any([signal, AbortSignal.timeout(120_000)]) });
  return response.ok ? response : undefined;
}

export function backendAnswers(port, signal) {
  return askUntil({ signal, question: () => get(`http://localhost:${port}/.backstage/health/v1/readiness`, { signal }) });
}

export function forgeAnswers(port, signal) {
  return askUntil({ signal, question: () => get(`http://localhost:${port}/`, { signal }) });
}

/** The page and the first script that it loads: the development server answers when both are built. */
export function pageAnswers(port, signal) {
  const question = async () => {
    const page = await (await get(`http://localhost:${port}/`, { signal }))?.text();
    const script = /<script[^>]+src="([^"]+)"/.exec(page ?? '')?.[1];
    return script && get(new URL(script, `http://localhost:${port}/`), { signal });
  };
  return askUntil({ signal, question });
}

async function signIn(port, signal) {
  const answer = await get(`http://localhost:${port}/api/auth/guest/refresh`, { signal });
  const { backstageIdentity } = (await answer?.json()) ?? {};
  return backstageIdentity?.token;
}

/** Titles of the golden paths in the catalog, as soon as there is one. */
export async function goldenPathsAnswer(port, signal) {
  const token = await askUntil({ signal, question: () => signIn(port, signal) });
  const url = `http://localhost:${port}/api/catalog/entities/by-query?filter=kind=template`;
  const question = async () => {
    const found = await get(url, { signal, headers: { authorization: `Bearer ${token}` } });
    const { items = [] } = (await found?.json()) ?? {};
    return items.length > 0 && items.map(({ metadata }) => metadata.title ?? metadata.name);
  };
  return askUntil({ signal, question, everyMs: 1000 });
}
