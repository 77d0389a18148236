/** A reason to end at once that one sentence explains; the commands print it without a stack. */
export class Stop extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.name = 'Stop';
    this.exitCode = exitCode;
  }
}

/** Runs a command's main function and turns a Stop into its sentence and exit code. */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Stop)) {
      throw error;
    }
    console.error(`\n${error.message}`);
    process.exitCode = error.exitCode;
  }
}
