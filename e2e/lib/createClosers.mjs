/** What a proof has opened, closed in reverse order at its end, and also when it is told to stop before. */
export function createClosers() {
  const closers = [];
  let closing;
  const closeAll = () =>
    (closing ??= (async () => {
      for (const close of closers.reverse()) await Promise.resolve(close()).catch(error => console.log(`  not closed: ${error.message}`));
    })());
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.once(signal, () => {
      console.log(`  stopped by ${signal}`);
      void closeAll().then(() => process.exit(1));
    });
  }
  return { add: close => closers.push(close), closeAll };
}
