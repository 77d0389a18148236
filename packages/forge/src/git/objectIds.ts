/** Forty hexadecimal digits, lower case: the only way in which an object is named here. */
const pattern = /^[0-9a-f]{40}$/;

/** Stands for "no object" in ref updates of the git protocol. */
export const zeroId = '0'.repeat(40);

export function isObjectId(text: string): boolean {
  return pattern.test(text);
}
