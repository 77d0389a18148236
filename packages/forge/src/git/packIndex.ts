import { createHash } from 'node:crypto';
import { type PackedObject } from './packEntries';

function uint32(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32BE(value, index * 4));
  return bytes;
}

/** Writes a version 2 pack index (Documentation/gitformat-pack). The pack must be under 2 GiB. */
export function packIndex(objects: readonly PackedObject[], packChecksum: Buffer): Buffer {
  const sorted = [...objects].sort((a, b) => (a.id < b.id ? -1 : 1));
  const fanout = Array.from({ length: 256 }, () => 0);
  for (const { id } of sorted) {
    const first = parseInt(id.slice(0, 2), 16);
    fanout[first] = (fanout[first] ?? 0) + 1;
  }
  let running = 0;
  const cumulative = fanout.map(count => (running += count));
  const body = Buffer.concat([
    Buffer.from([0xff, 0x74, 0x4f, 0x63, 0, 0, 0, 2]),
    uint32(cumulative),
    Buffer.from(sorted.map(object => object.id).join(''), 'hex'),
    uint32(sorted.map(object => object.checksum)),
    uint32(sorted.map(object => object.offset)),
    packChecksum,
  ]);
  return Buffer.concat([body, createHash('sha1').update(body).digest()]);
}
