// node nonsenseChild.mjs KIND: a child of the engine that has lost its mind. It waits for the first request, and answers it as its kind says.
import { Socket } from 'node:net';

const kinds = {
  text: () => Buffer.from('HTTP/1.1 200 OK\r\n\r\n<html>all is well</html>'),
  endless: () => header(0xffffffff, 0xffffffff),
  notJson: () => frame('{"id": 1, "result": '),
  notAsked: () => frame('{"id": 4711, "result": {}}'),
  shapeless: () => frame('{"id": 1, "error": "no"}'),
  nothing: () => frame('null'),
};

function header(text, bytes) {
  const made = Buffer.alloc(8);
  made.writeUInt32BE(text, 0);
  made.writeUInt32BE(bytes, 4);
  return made;
}

function frame(text) {
  return Buffer.concat([header(Buffer.byteLength(text), 0), Buffer.from(text)]);
}

const channel = new Socket({ fd: 3, readable: true, writable: true });
channel.once('data', () => channel.write(kinds[process.argv[2]]()));
channel.on('end', () => process.exit(0));
