const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

function seconds(since) {
  return `${Math.round((Date.now() - since) / 1000)} s`;
}

/** One line that says what is being waited for: it turns on a terminal, and is printed once elsewhere. */
export function showProgress(title) {
  const since = Date.now();
  const live = process.stdout.isTTY === true;
  let frame = 0;
  const timer = live
    ? setInterval(() => {
        frame = (frame + 1) % frames.length;
        process.stdout.write(`\r\x1b[2K${frames[frame]} ${title} … ${seconds(since)}`);
      }, 120)
    : undefined;
  if (!live) {
    console.log(`… ${title}`);
  }
  return {
    end(outcome, good = true) {
      clearInterval(timer);
      const mark = good ? '✓' : '✗';
      console.log(`${live ? '\r\x1b[2K' : ''}${mark} ${title}: ${outcome} (${seconds(since)})`);
    },
  };
}
