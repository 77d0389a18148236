import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inflate, inflateSync } from 'node:zlib';
import { type ObjectType } from './objectFormat';

interface LooseObject {
  readonly type: ObjectType;
  readonly content: Buffer;
}

/** Up to this size, handing an object to another thread takes longer than inflating it here. */
const smallBytes = 64 * 1024;

/** Reads an object that has a file of its own, or gives nothing. Throws when the file is not what its name says. */
export async function readLooseObject(
  gitdir: string,
  id: string,
): Promise<LooseObject | undefined> {
  const file = await readFile(join(gitdir, 'objects', id.slice(0, 2), id.slice(2))).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    },
  );
  if (!file) return undefined;
  const bytes = file.length <= smallBytes ? inflateSync(file) : await promisify(inflate)(file);
  if (createHash('sha1').update(bytes).digest('hex') !== id) {
    throw new Error(`The object ${id} is damaged`);
  }
  const end = bytes.indexOf(0);
  const [type] = bytes.toString('latin1', 0, end).split(' ');
  return { type: type as ObjectType, content: bytes.subarray(end + 1) };
}
