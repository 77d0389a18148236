import { gunzipSync } from 'node:zlib';
import tar from 'tar-stream';
import { type Problem, type TreeFile, WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import { toTreeFile } from './toTreeFile';

const limits = { bytes: 256 * 1024 * 1024, files: 20_000 } as const;

/**
 * The files of a repo's tar (gzipped or not), without the one root folder that forges put around them.
 * @throws WaymarkError `LIBRARY_UNREADABLE` for a broken or oversized archive, and for links and devices, all of them named.
 */
export async function unpackArchive(archive: Uint8Array): Promise<readonly TreeFile[]> {
  const files: TreeFile[] = [];
  const problems: Problem[] = [];
  const extract = tar.extract();
  extract.end(plain(archive));
  try {
    for await (const entry of extract) {
      const path = entry.header.name.split('/').slice(1).join('/').replace(/\/$/, '');
      if (entry.header.type === 'file') {
        const chunks: Buffer[] = [];
        for await (const chunk of entry) chunks.push(chunk as Buffer);
        files.push(toTreeFile(path, Buffer.concat(chunks), ((entry.header.mode ?? 0) & 0o100) !== 0));
        if (files.length > limits.files) throw new Error(`it holds more than ${limits.files} files`);
        continue;
      }
      entry.resume();
      if (!['directory', 'pax-global-header', 'pax-header'].includes(entry.header.type ?? '')) {
        problems.push({ severity: 'error', file: path, what: `it is a ${entry.header.type}`, mend: 'put the file itself there; links are not followed' });
      }
    }
  } catch (error) {
    throw new WaymarkError({ code: 'LIBRARY_UNREADABLE', stage: 'load', message: `The library's archive cannot be read: ${(error as Error).message}`, cause: error });
  }
  if (problems.length > 0) {
    throw new WaymarkError({ code: 'LIBRARY_UNREADABLE', stage: 'load', message: 'The library holds links or devices.', problems });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function plain(archive: Uint8Array): Uint8Array {
  const gzipped = archive[0] === 0x1f && archive[1] === 0x8b;
  if (!gzipped) return archive;
  try {
    return gunzipSync(archive, { maxOutputLength: limits.bytes });
  } catch (error) {
    throw new WaymarkError({ code: 'LIBRARY_UNREADABLE', stage: 'load', message: `The library's archive does not unpack: ${(error as Error).message}`, cause: error });
  }
}
