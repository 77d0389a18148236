import { ForgeError } from '../errors';

/** A flush packet: the end of a section in git's protocol. */
export const flushPacket = Buffer.from('0000');
/** Most bytes that one packet may carry, its four length digits and a band number included. */
const maxPacket = 65_520;

export function packet(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content as string);
  return Buffer.concat([Buffer.from((bytes.length + 4).toString(16).padStart(4, '0')), bytes]);
}

export interface PacketReader {
  /** The next packet's text without its newline; `flush` at a flush packet; undefined at the end. */
  next(): string | { readonly flush: true } | undefined;
  /** What has not been read: a pack follows the packets of a push. */
  rest(): Buffer;
}

/** Reads packets one after the other. Throws FORGE_BAD_REQUEST on a malformed length. */
export function readPackets(bytes: Buffer): PacketReader {
  let at = 0;
  return {
    next() {
      if (at === bytes.length) return undefined;
      const digits = bytes.toString('latin1', at, at + 4);
      const length = /^[0-9a-fA-F]{4}$/.test(digits) ? parseInt(digits, 16) : -1;
      if (length === 0) {
        at += 4;
        return { flush: true };
      }
      if (length < 4 || at + length > bytes.length) {
        throw new ForgeError('FORGE_BAD_REQUEST', 'A packet of the git request is malformed.');
      }
      const text = bytes.toString('utf8', at + 4, at + length);
      at += length;
      return text.replace(/\n$/, '');
    },
    rest: () => bytes.subarray(at),
  };
}

/** Wraps bytes into side-band packets: band 1 is data, 2 progress, 3 a fatal error. */
export function sideBand(band: 1 | 2 | 3, bytes: Buffer): Buffer {
  const chunks: Buffer[] = [];
  const room = maxPacket - 5;
  for (let at = 0; at < bytes.length; at += room) {
    chunks.push(packet(Buffer.concat([Buffer.from([band]), bytes.subarray(at, at + room)])));
  }
  return Buffer.concat(chunks);
}
