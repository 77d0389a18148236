/** Counts what a proof proved; its last line is `N passed, N failed`, which .ci/run adds up. */
export function createTally(name) {
  let passed = 0;
  let failed = 0;
  return {
    /** Runs one named step; a throw is a failure, told with its text, and does not stop the proof. */
    async step(title, work) {
      const start = Date.now();
      try {
        const result = await work();
        passed += 1;
        console.log(`✓ ${name}: ${title} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
        return result;
      } catch (error) {
        failed += 1;
        console.log(`✗ ${name}: ${title}\n${String(error?.message ?? error).replace(/^/gm, '    ')}`);
        return undefined;
      }
    },
    finish() {
      console.log(`${passed} passed, ${failed} failed`);
      process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
    },
  };
}
