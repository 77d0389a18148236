import { isUtf8 } from 'node:buffer';
import type { TreeFile } from '@waymark/backstage-plugin-waymark-common';

/** Bytes as plain data: text where they are UTF-8 without NUL, else base64. */
export function toTreeFile(path: string, bytes: Buffer, executable: boolean): TreeFile {
  const mode = executable ? '100755' : '100644';
  return isUtf8(bytes) && !bytes.includes(0)
    ? { path, mode, encoding: 'utf8', content: bytes.toString('utf8') }
    : { path, mode, encoding: 'base64', content: bytes.toString('base64') };
}
