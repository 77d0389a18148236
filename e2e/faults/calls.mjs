/**
 * The calls of every case, in the order in which they came, over forge and catalog alike, and the faults that they are to meet.
 * A case is told from the name that it has in every address of its own: case-17.
 */
export function createCallBook() {
  const cases = new Map();
  const of = name => {
    if (!cases.has(name)) cases.set(name, { calls: [], faults: [] });
    return cases.get(name);
  };
  return {
    of,
    /**
     * Faults of a case, until they are replaced: `{n}` meets the n-th of all its calls, `{when, nth}` the n-th that `when` takes (the first
     * by default), `{when, after}` the n-th call behind that, and `{when, always}` each from that on.
     */
    plan(name, faults) {
      Object.assign(of(name), { calls: [], faults: faults.map(fault => ({ nth: 1, seen: 0, ...fault })) });
    },
    /** Notes a call, and tells the fault that it is to meet. */
    meet(call) {
      const name = /case-\d+/.exec(call.address)?.[0];
      if (!name || call.address.includes('by-the-proof')) return undefined;
      const { calls, faults } = of(name);
      const label = `${call.surface} ${call.method} ${call.address.replaceAll(name, 'CASE')}`;
      calls.push(label);
      const struck = faults.filter(fault => strikes(fault, { label, n: calls.length }))[0];
      if (struck) struck.struck = label;
      return struck?.fault;
    },
  };
}

function strikes(fault, { label, n }) {
  if (fault.n !== undefined) return fault.n === n;
  if (fault.at === undefined && fault.when(label) && ++fault.seen === fault.nth) fault.at = n;
  if (fault.at === undefined) return false;
  return fault.always ? n >= fault.at : n === fault.at + (fault.after ?? 0);
}
