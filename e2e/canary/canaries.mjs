import { randomBytes } from 'node:crypto';

/** A secret that was never seen before; `core` is what is searched for, since no encoding of a text leaves it out. */
export function createCanary(name, wrap = core => core) {
  const core = randomBytes(12).toString('hex');
  return { name, core, value: wrap(core) };
}

/** A secret that somebody else chose, such as the token of a person who signed in. */
export function canaryOf(name, value) {
  return { name, core: value.slice(-40, -10), value };
}

/** The ways in which a text can hold a canary: as it is, in base64 at any alignment, in hex, escaped letter by letter, and all of that backwards. */
export function formsOf({ core }) {
  const hex = Buffer.from(core).toString('hex');
  const escaped = letter => [...core].map(letter).join('');
  const forms = {
    raw: core,
    hex,
    'hex, upper case': hex.toUpperCase(),
    'percent-encoded': escaped(char => `%${char.charCodeAt(0).toString(16)}`),
    'percent-encoded, upper case': escaped(char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`),
    'JSON-escaped': escaped(char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ...Object.fromEntries([0, 1, 2].map(shift => [`base64 at ${shift}`, base64At(core, shift)])),
  };
  const backwards = Object.entries(forms).map(([form, text]) => [`${form}, backwards`, [...text].reverse().join('')]);
  return { ...forms, ...Object.fromEntries(backwards) };
}

/** The part of a base64 text that does not depend on what stands before and behind. */
function base64At(core, shift) {
  const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(core)]).toString('base64');
  const last = (shift + core.length) % 3;
  return text.slice([0, 2, 3][shift], last === 0 ? undefined : -4);
}
