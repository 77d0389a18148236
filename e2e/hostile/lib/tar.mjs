import { gzipSync } from 'node:zlib';

const block = 512;

/** One entry of a tar as raw as a tar can be: nothing about it is checked, and its size may be a lie. */
export function tarEntry({ name, content = '', type = '0', link = '', size, mode = 0o644 }) {
  const body = Buffer.from(content);
  const header = Buffer.alloc(block);
  const put = (text, offset, length) => Buffer.from(text).copy(header, offset, 0, length);
  put(name, 0, 100);
  put(`${mode.toString(8).padStart(7, '0')}\0`, 100, 8);
  put('0000000\0', 108, 8);
  put('0000000\0', 116, 8);
  put(`${(size ?? body.length).toString(8).padStart(11, '0')}\0`, 124, 12);
  put('00000000000\0', 136, 12);
  put('        ', 148, 8);
  put(type, 156, 1);
  put(link, 157, 100);
  put('ustar\u000000', 257, 8);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 8);
  return Buffer.concat([header, body, Buffer.alloc((block - (body.length % block)) % block)]);
}

/** A name or link of any length, in the way of GNU tar; the entry that it belongs to follows. */
export function gnuLong(type, text) {
  return tarEntry({ name: '././@LongLink', type, content: `${text}\0` });
}

/** Records of POSIX tar (`path`, `linkpath`, `size`) for the entry that follows. */
export function paxHeader(records) {
  const content = Object.entries(records).map(([key, value]) => paxRecord(key, value)).join('');
  return tarEntry({ name: 'PaxHeader', type: 'x', content });
}

function paxRecord(key, value) {
  const rest = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(rest) + 1;
  while (`${length}`.length + Buffer.byteLength(rest) !== length) length = `${length}`.length + Buffer.byteLength(rest);
  return `${length}${rest}`;
}

export function tar(entries) {
  return Buffer.concat([...entries, Buffer.alloc(2 * block)]);
}

/** A gzip file of the parts, each repeated: gigabytes in some megabytes, and never held unpacked as a whole. */
export function gzipRepeated(parts) {
  // Members of a gzip file that stand one after the other unpack as one.
  return Buffer.concat(parts.flatMap(({ bytes, times = 1 }) => Array(times).fill(gzipSync(bytes, { level: 9 }))));
}

/** The tar of files by path, under the one root folder that forges put around a repo. */
export function tarOf(files, { more = [], root = 'library-main' } = {}) {
  const entries = Object.entries(files).flatMap(([path, content]) => fileEntry(`${root}/${path}`, content));
  return tar([...entries, ...more]);
}

function fileEntry(name, content) {
  return [...(Buffer.byteLength(name) > 99 ? [paxHeader({ path: name })] : []), tarEntry({ name: name.slice(0, 99), content })];
}
