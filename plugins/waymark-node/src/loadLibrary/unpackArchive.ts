import { gunzipSync } from 'node:zlib';
import tar from 'tar-stream';
import { type Problem, type TreeFile, WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import { createTreeMeter, treeLimits } from '../treeFiles/treeLimits';
import { toTreeFile } from './toTreeFile';

/** Of the tar itself, whose headers and padding come to the files' bytes; and of its entries, of which not each is a file. */
const limits = { bytes: treeLimits.bytes + 28 * 1024 * 1024, entries: 2 * treeLimits.files } as const;

/**
 * The files of a repo's tar (gzipped or not), without the one root folder that forges put around them.
 * @throws WaymarkError `LIBRARY_UNREADABLE` for a broken or oversized archive, and for links and devices, all of them named.
 */
export async function unpackArchive(archive: Uint8Array): Promise<readonly TreeFile[]> {
  const files: TreeFile[] = [];
  const problems: Problem[] = [];
  const meter = createTreeMeter();
  let entries = 0;
  const extract = tar.extract();
  extract.end(plain(archive));
  try {
    for await (const entry of extract) {
      entries += 1;
      if (entries > limits.entries) throw new Error(`it holds more than ${limits.entries} entries`);
      const path = entry.header.name.split('/').slice(1).join('/').replace(/\/$/, '');
      if (entry.header.type === 'file') {
        meter(entry.header.size ?? 0);
        const chunks: Buffer[] = [];
        for await (const chunk of entry) chunks.push(chunk as Buffer);
        files.push(toTreeFile(path, Buffer.concat(chunks), ((entry.header.mode ?? 0) & 0o100) !== 0));
        continue;
      }
      entry.resume();
      if (!['directory', 'pax-global-header', 'pax-header'].includes(entry.header.type ?? '')) {
        problems.push({ severity: 'error', file: path, what: `it is ${kinds[entry.header.type ?? ''] ?? 'of a kind that no forge packs'}`, mend: 'put the file itself there; links are not followed' });
      }
    }
  } catch (error) {
    throw unreadable((error as Error).message, error);
  }
  if (problems.length > 0) {
    throw new WaymarkError({ code: 'LIBRARY_UNREADABLE', stage: 'load', message: 'The library holds links or devices.', problems });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const kinds: Readonly<Record<string, string>> = {
  symlink: 'a link',
  link: 'a hard link',
  'character-device': 'a device',
  'block-device': 'a device',
  fifo: 'a pipe',
};

function plain(archive: Uint8Array): Uint8Array {
  const gzipped = archive[0] === 0x1f && archive[1] === 0x8b;
  if (archive.length > limits.bytes) throw unreadable(`it has more than ${limits.bytes / 1024 / 1024} MiB`);
  if (!gzipped) return archive;
  try {
    return gunzipSync(archive, { maxOutputLength: limits.bytes });
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw unreadable(isTooLarge ? `unpacked it has more than ${limits.bytes / 1024 / 1024} MiB` : `it does not unpack: ${(error as Error).message}`, error);
  }
}

function unreadable(why: string, cause?: unknown): WaymarkError {
  return new WaymarkError({ code: 'LIBRARY_UNREADABLE', stage: 'load', message: `The library's archive cannot be read: ${why}.`, cause });
}
