import { Socket } from 'node:net';
import { readFrames, writeFrame } from './engineProcess/frames';
import { handlers } from './engineProcess/handlers';
import { type Request, type Response, channelFd, toFailure } from './engineProcess/protocol';

/** The child process: one request at a time, JSON in, JSON out. It ends with the process that started it. */
async function answer({ id, method, params }: Request, bytes: Uint8Array): Promise<Response> {
  try {
    return { id, result: await handlers[method](params as never, bytes) };
  } catch (error) {
    return { id, error: toFailure(error) };
  }
}

// What is written has the modes that it has in git, whatever the portal's mask is.
process.umask(0o022);
const channel = new Socket({ fd: channelFd, readable: true, writable: true });
readFrames(channel, {
  onFrame: ({ message, bytes }) => void answer(message as Request, bytes).then(response => writeFrame(channel, response)),
  onNonsense: () => process.exit(1),
});
channel.on('end', () => process.exit(0));
