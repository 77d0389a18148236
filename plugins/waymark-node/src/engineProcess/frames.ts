import type { Duplex } from 'node:stream';

/** One message between the engine and its child: JSON, and bytes beside it that need no text form. */
export interface Frame {
  readonly message: unknown;
  readonly bytes: Uint8Array;
}

const headerLength = 8;
/** No answer is larger; what claims to be is nonsense. */
const largestFrame = 512 * 1024 * 1024;
const none = new Uint8Array();

/** Sends a message as two lengths (32 bits, big endian), JSON text and bytes. Throws where the message is no JSON. */
export function writeFrame(stream: Duplex, message: unknown, bytes: Uint8Array = none): void {
  const text = Buffer.from(JSON.stringify(message));
  const header = Buffer.alloc(headerLength);
  header.writeUInt32BE(text.length, 0);
  header.writeUInt32BE(bytes.length, 4);
  stream.cork();
  stream.write(header);
  stream.write(text);
  if (bytes.length > 0) stream.write(bytes);
  stream.uncork();
}

/** Calls back for each message of a stream; `onNonsense` is told once when something else comes, and nothing after it is read. */
export function readFrames(stream: Duplex, { onFrame, onNonsense }: { onFrame(frame: Frame): void; onNonsense(why: string): void }): void {
  let chunks: Buffer[] = [];
  let length = 0;
  let broken = false;
  const take = (count: number): Buffer => {
    const all = Buffer.concat(chunks);
    chunks = [all.subarray(count)];
    length -= count;
    return all.subarray(0, count);
  };
  let lengths: { readonly text: number; readonly bytes: number } | undefined;
  stream.on('data', (chunk: Buffer) => {
    if (broken) return;
    chunks.push(chunk);
    length += chunk.length;
    try {
      for (;;) {
        if (!lengths) {
          if (length < headerLength) return;
          const header = take(headerLength);
          lengths = { text: header.readUInt32BE(0), bytes: header.readUInt32BE(4) };
          if (lengths.text + lengths.bytes > largestFrame) throw new Error(`a message of ${lengths.text + lengths.bytes} bytes`);
        }
        if (length < lengths.text + lengths.bytes) return;
        const body = take(lengths.text + lengths.bytes);
        const message: unknown = JSON.parse(body.toString('utf8', 0, lengths.text));
        const bytes = body.subarray(lengths.text);
        lengths = undefined;
        onFrame({ message, bytes });
      }
    } catch (error) {
      broken = true;
      onNonsense((error as Error).message);
    }
  });
}
