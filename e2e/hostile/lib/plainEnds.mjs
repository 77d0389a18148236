/** How a plain renderer ends with an attack. A bomb of memory may hang before it bursts, and the other way round. */
export const hangs = { does: ['hangs', 'fills the memory'] };
export const fillsTheMemory = { does: ['fills the memory', 'hangs', 'breaks'] };
/** An error that nobody meant, in whatever process renders. */
export const breaks = { does: ['breaks', 'fills the memory', 'hangs'] };

/** It goes through, and what it says shows what the attack was for. */
export function shows(text) {
  return { does: ['goes through', 'breaks'], shows: text };
}

/** Why no plain renderer shows it here. */
export function cannotBeShown(why) {
  return { cannot: why };
}
