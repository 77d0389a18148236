import { createHash } from 'node:crypto';
import { badPack } from '../errors';
import { applyDelta, deltaResultSize } from './applyDelta';
import { type ObjectType } from './objectFormat';
import { type PackedObject, type PackEntry } from './packEntries';

/** Passes over deltas whose base comes later in the pack; git itself stops at a depth of 50. */
const maxPasses = 64;

export function objectId(type: ObjectType, content: Buffer): string {
  return createHash('sha1').update(`${type} ${content.length}\0`).update(content).digest('hex');
}

/** Turns pack entries into whole objects. Bases must be in the same pack: `no-thin` is advertised. */
export function resolveDeltas(
  entries: readonly PackEntry[],
  totalBytes: number,
  objectBytes: number,
): readonly PackedObject[] {
  const byOffset = new Map<number, PackedObject>();
  const byId = new Map<string, PackedObject>();
  let total = 0;

  const resolve = (entry: PackEntry): PackedObject | undefined => {
    const { offset, checksum, content, kind } = entry;
    if (typeof kind === 'string') {
      return { id: objectId(kind, content), type: kind, content, offset, checksum };
    }
    const base = 'baseId' in kind ? byId.get(kind.baseId) : byOffset.get(kind.baseOffset);
    if (!base) return undefined;
    const size = deltaResultSize(content);
    total += size;
    if (size > objectBytes) throw badPack(`a delta makes an object over ${objectBytes} bytes`);
    if (total > totalBytes) throw badPack(`its deltas make more than ${totalBytes} bytes`);
    const whole = applyDelta(base.content, content);
    return { id: objectId(base.type, whole), type: base.type, content: whole, offset, checksum };
  };

  let waiting = entries;
  for (let pass = 0; waiting.length > 0; pass++) {
    if (pass === maxPasses) throw badPack('its deltas are nested too deeply');
    const left: PackEntry[] = [];
    for (const entry of waiting) {
      const object = resolve(entry);
      if (!object) {
        left.push(entry);
        continue;
      }
      byOffset.set(object.offset, object);
      if (!byId.has(object.id)) byId.set(object.id, object);
    }
    if (left.length === waiting.length) throw badPack('the base of a delta is missing');
    waiting = left;
  }
  return [...byId.values()];
}
