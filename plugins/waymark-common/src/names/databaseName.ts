const limit = 63;

/** A name within PostgreSQL's 63 bytes: longer ones keep their beginning and end in a hash of the whole, the same each time. */
export function databaseName(name: string): string {
  if (name.length <= limit) return name;
  const mark = hash(name);
  return `${name.slice(0, limit - mark.length - 1).replace(/_+$/, '')}_${mark}`;
}

/** FNV-1a, 32 bits, of ASCII text. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value.toString(16).padStart(8, '0');
}
