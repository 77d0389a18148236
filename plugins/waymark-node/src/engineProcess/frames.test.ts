import { PassThrough } from 'node:stream';
import { type Frame, readFrames, writeFrame } from './frames';

describe('frames', () => {
  const open = () => {
    const stream = new PassThrough();
    const frames: Frame[] = [];
    const nonsense: string[] = [];
    readFrames(stream, { onFrame: frame => frames.push(frame), onNonsense: why => nonsense.push(why) });
    return { stream, frames, nonsense };
  };
  const bytesOf = (write: (stream: PassThrough) => void): Promise<Buffer> => {
    const stream = new PassThrough();
    write(stream);
    stream.end();
    return stream.toArray().then(Buffer.concat);
  };

  it('come out as they went in, however the bytes are cut', async () => {
    const sent = await bytesOf(stream => {
      writeFrame(stream, { text: 'ü "quoted"\n' });
      writeFrame(stream, null, Buffer.from([0, 255]));
    });
    for (const size of [1, 7, 8, 9, sent.length]) {
      const { stream, frames, nonsense } = open();
      for (let at = 0; at < sent.length; at += size) stream.write(sent.subarray(at, at + size));
      expect(frames.map(({ message, bytes }) => [message, [...bytes]])).toEqual([[{ text: 'ü "quoted"\n' }, []], [null, [0, 255]]]);
      expect(nonsense).toEqual([]);
    }
  });

  it.each([
    ['text that is no JSON', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0, 0x7b, 0x7b])],
    ['a length that no message has', Buffer.from('f0000000f0000000', 'hex')],
  ])('are read no further after %s', async (_, bytes) => {
    const { stream, frames, nonsense } = open();
    stream.write(bytes);
    writeFrame(stream, 'later');
    expect(frames).toEqual([]);
    expect(nonsense).toHaveLength(1);
  });

  it('send nothing of a message that is no JSON', () => {
    const { stream } = open();
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    expect(() => writeFrame(stream, circular)).toThrow('circular');
    expect(stream.readableLength).toBe(0);
  });
});
