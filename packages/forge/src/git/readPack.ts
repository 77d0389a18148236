import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { crc32, inflate, type InputType, type ZlibOptions } from 'node:zlib';
import { badPack } from '../errors';
import { type ForgeLimits } from '../limits';
import { type ObjectType } from './objectFormat';
import { type PackedObject, type PackEntry } from './packEntries';
import { resolveDeltas } from './resolveDeltas';

export type PackLimits = Pick<ForgeLimits, 'pushObjects' | 'pushInflatedBytes' | 'objectBytes'>;

interface EntryHeader {
  readonly kind: PackEntry['kind'];
  readonly size: number;
  readonly dataStart: number;
}

type InflateWithInfo = (
  input: InputType,
  options: ZlibOptions,
) => Promise<{ readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } }>;
const inflateWithInfo = promisify(inflate) as unknown as InflateWithInfo;

const types: Readonly<Record<number, ObjectType>> = { 1: 'commit', 2: 'tree', 3: 'blob', 4: 'tag' };
const offsetDelta = 6;
const refDelta = 7;

function readEntryHeader(pack: Buffer, offset: number): EntryHeader {
  let at = offset;
  const next = () => {
    if (at >= pack.length - 20) throw badPack('it is cut off');
    return pack[at++] as number;
  };
  let byte = next();
  const code = (byte >> 4) & 7;
  let size = byte & 15;
  for (let factor = 16; byte >= 0x80; factor *= 128) {
    if (factor > 2 ** 40) throw badPack('an object size is out of range');
    byte = next();
    size += (byte & 0x7f) * factor;
  }
  const type = types[code];
  if (type) return { kind: type, size, dataStart: at };
  if (code === refDelta) {
    return { kind: { baseId: pack.toString('hex', at, at + 20) }, size, dataStart: at + 20 };
  }
  if (code !== offsetDelta) throw badPack('an object has an unknown type');
  byte = next();
  let distance = byte & 0x7f;
  while (byte >= 0x80) {
    byte = next();
    distance = (distance + 1) * 128 + (byte & 0x7f);
    if (distance > pack.length) throw badPack('a delta points before the pack');
  }
  return { kind: { baseOffset: offset - distance }, size, dataStart: at };
}

/** Checks the frame of a pack (magic, version, trailing SHA-1) and says how many objects it announces. */
function readFrame(pack: Buffer): number {
  if (pack.length < 32 || pack.toString('latin1', 0, 4) !== 'PACK') throw badPack('it is no pack');
  if (pack.readUInt32BE(4) !== 2) throw badPack('only pack version 2 is taken');
  const sum = createHash('sha1').update(pack.subarray(0, -20)).digest();
  if (!sum.equals(pack.subarray(-20))) throw badPack('it is cut off or damaged (wrong checksum)');
  return pack.readUInt32BE(8);
}

/**
 * Reads a whole pack in memory: every object inflated, deltas applied, hashed; nothing is written.
 * Sizes are checked against the limits before memory is taken for them.
 */
export async function readPack(pack: Buffer, limits: PackLimits): Promise<readonly PackedObject[]> {
  const count = readFrame(pack);
  if (count > limits.pushObjects) throw badPack(`more than ${limits.pushObjects} objects`);
  const entries: PackEntry[] = [];
  let total = 0;
  let offset = 12;
  for (let index = 0; index < count; index++) {
    const { kind, size, dataStart } = readEntryHeader(pack, offset);
    if (size > limits.objectBytes) throw badPack(`an object over ${limits.objectBytes} bytes`);
    total += size;
    if (total > limits.pushInflatedBytes) {
      throw badPack(`more than ${limits.pushInflatedBytes} bytes of objects`);
    }
    const { buffer, engine } = await inflateWithInfo(pack.subarray(dataStart, -20), {
      info: true,
      maxOutputLength: size + 1,
      chunkSize: Math.min(Math.max(size + 1, 64), 1 << 20),
    }).catch(error => {
      throw badPack('an object does not inflate', error);
    });
    if (buffer.length !== size) throw badPack('an object has another size than announced');
    const end = dataStart + engine.bytesWritten;
    entries.push({ offset, kind, content: buffer, checksum: crc32(pack.subarray(offset, end)) });
    offset = end;
  }
  if (offset !== pack.length - 20) throw badPack('something follows its last object');
  return resolveDeltas(entries, limits.pushInflatedBytes, limits.objectBytes);
}
