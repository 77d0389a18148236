import { gunzipSync } from 'node:zlib';
import { formsOf } from './canaries.mjs';

/** Every canary in every form, in every find: `{place, canary, form}`. A place is `{place, content}`, with text or bytes. */
export function search(places, canaries) {
  const wanted = canaries.flatMap(canary => Object.entries(formsOf(canary)).map(([form, text]) => ({ canary: canary.name, form, bytes: Buffer.from(text, 'latin1') })));
  return places.flatMap(({ place, content }) => {
    const bytes = unzipped(Buffer.isBuffer(content) ? content : Buffer.from(String(content)));
    return wanted.filter(({ bytes: text }) => bytes.includes(text)).map(({ canary, form }) => ({ place, canary, form }));
  });
}

function unzipped(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch {
    return bytes;
  }
}

export function tellFinds(finds) {
  return finds.map(({ place, canary, form }) => `${canary} (${form}) in ${place}`).join('\n');
}
