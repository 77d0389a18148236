/** How many inputs a property is tried with: few in `npm test`; WAYMARK_FUZZ=100 tries a hundred times as many. */
export function fuzzRuns(runs: number): number {
  return Math.ceil(runs * Number(process.env['WAYMARK_FUZZ'] ?? 1));
}
