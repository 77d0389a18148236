/** What a tree may hold, whether it is a library, what was rendered from it, or a workspace: more is no service that a person reads. */
export const treeLimits = { files: 20_000, bytes: 100 * 1024 * 1024 } as const;

/** Counts files and their bytes as they come. The meter throws where they are more than a tree may hold, before the next one is read; `what` the error calls it. */
export function createTreeMeter(what = 'it'): (bytes: number) => void {
  let files = 0;
  let total = 0;
  return bytes => {
    files += 1;
    total += bytes;
    if (files > treeLimits.files) throw new Error(`${what} holds more than ${treeLimits.files} files`);
    if (total > treeLimits.bytes) throw new Error(`${what} holds more than ${treeLimits.bytes / 1024 / 1024} MiB`);
  };
}
