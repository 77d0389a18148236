import { type Reply } from '../http/reply';
import { isBinary } from './formatting';

/** Pictures that can hold no script: SVG is not among them. */
const pictures: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
};

function pictureType(name: string): string | undefined {
  const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
  return Object.hasOwn(pictures, ending) ? pictures[ending] : undefined;
}

export function isShownImage(name: string): boolean {
  return pictureType(name) !== undefined;
}

/** A file's bytes. Nothing that a repo holds is ever served as a page, script or style of this origin. */
export function rawFile(name: string, content: Buffer): Reply {
  const text = isBinary(content) ? 'application/octet-stream' : 'text/plain; charset=utf-8';
  return {
    status: 200,
    headers: {
      'content-type': pictureType(name) ?? text,
      'content-security-policy': "default-src 'none'; sandbox",
    },
    body: content,
  };
}
