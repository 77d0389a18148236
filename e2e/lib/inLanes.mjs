/** Does jobs side by side, a few at a time, in their order. */
export async function inLanes(lanes, jobs) {
  const rest = [...jobs];
  const lane = async () => {
    for (let job = rest.shift(); job; job = rest.shift()) await job();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
