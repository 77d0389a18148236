import { ForgeError } from '../errors';

function broken(what: string): ForgeError {
  return new ForgeError('FORGE_BAD_PACK', `Malformed delta: ${what}.`);
}

/** Reads git's little-endian base-128 number. */
function readSize(delta: Buffer, from: number): { readonly value: number; readonly next: number } {
  let value = 0;
  let factor = 1;
  for (let at = from; at < delta.length && at < from + 7; at++) {
    const byte = delta[at] as number;
    value += (byte & 0x7f) * factor;
    factor *= 128;
    if (byte < 0x80) return { value, next: at + 1 };
  }
  throw broken('a size is cut off');
}

/** The size that a delta says its result has, known before anything is copied. */
export function deltaResultSize(delta: Buffer): number {
  return readSize(delta, readSize(delta, 0).next).value;
}

/** Reads the bytes of a copy instruction that its flag bits announce, little-endian. */
function readFlagged(delta: Buffer, at: number, flags: readonly boolean[]) {
  let value = 0;
  let next = at;
  flags.forEach((present, index) => {
    if (!present) return;
    if (next >= delta.length) throw broken('a copy is cut off');
    value += (delta[next] as number) * 256 ** index;
    next += 1;
  });
  return { value, next };
}

/** Applies a pack delta (Documentation/gitformat-pack) to its base. */
export function applyDelta(base: Buffer, delta: Buffer): Buffer {
  const baseSize = readSize(delta, 0);
  if (baseSize.value !== base.length) throw broken('its base has another size');
  const resultSize = readSize(delta, baseSize.next);
  const result = Buffer.allocUnsafe(resultSize.value);
  let written = 0;
  const put = (source: Buffer, start: number, length: number) => {
    if (start + length > source.length || written + length > result.length) {
      throw broken('it copies beyond an end');
    }
    source.copy(result, written, start, start + length);
    written += length;
  };
  for (let at = resultSize.next; at < delta.length;) {
    const code = delta[at] as number;
    at += 1;
    if (code === 0) throw broken('a reserved instruction');
    if (code < 0x80) {
      put(delta, at, code);
      at += code;
      continue;
    }
    const bit = (mask: number) => (code & mask) !== 0;
    const offset = readFlagged(delta, at, [bit(1), bit(2), bit(4), bit(8)]);
    const size = readFlagged(delta, offset.next, [bit(16), bit(32), bit(64)]);
    put(base, offset.value, size.value === 0 ? 0x10000 : size.value);
    at = size.next;
  }
  if (written !== result.length) throw broken('its result is too short');
  return result;
}
