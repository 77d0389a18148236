const lines = 30;

/** The functions that take most time by themselves, and with what they call, in milliseconds a round. */
export function summarizeProfile({ nodes, samples, timeDeltas }, { rounds, root }) {
  const byId = new Map(nodes.map(node => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map(child => [child, id])));
  const alone = new Map();
  const withCalls = new Map();
  const add = (sums, name, time) => sums.set(name, (sums.get(name) ?? 0) + time);
  const nameOf = id => {
    const { functionName, url, lineNumber } = byId.get(id).callFrame;
    const file = url.replace('file://', '').replace(`${root}/`, '').replace(/^.*node_modules\//, '');
    return `${functionName || '(anonymous)'} ${file}:${lineNumber + 1}`;
  };
  samples.forEach((id, index) => {
    const time = timeDeltas[index] / 1000 / rounds;
    add(alone, nameOf(id), time);
    const seen = new Set();
    for (let at = id; at !== undefined; at = parents.get(at)) seen.add(nameOf(at));
    for (const name of seen) add(withCalls, name, time);
  });
  const top = sums => [...sums].sort((a, b) => b[1] - a[1]).slice(0, lines).map(([name, time]) => `${time.toFixed(1).padStart(8)}  ${name}`);
  return ['by itself:', ...top(alone), '', 'with what it calls:', ...top(withCalls)].join('\n');
}
