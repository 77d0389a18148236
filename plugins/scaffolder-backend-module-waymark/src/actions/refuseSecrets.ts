import { WaymarkError } from '@waymark/backstage-plugin-waymark-common';

/** Shorter ones would be found in any text. */
const leastLength = 6;

/**
 * Answers are written into every repo, so a secret among them is refused before anything reads them.
 * @throws WaymarkError `ANSWERS_INVALID` that names the secrets, never their values.
 */
export function refuseSecrets(answers: Readonly<Record<string, unknown>>, secrets: Readonly<Record<string, unknown>>): void {
  const texts = textsOf(answers);
  const leaked = Object.entries(secrets)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length >= leastLength)
    .filter(([, secret]) => texts.some(text => text.includes(secret)))
    .map(([name]) => name);
  if (leaked.length === 0) return;
  throw new WaymarkError({
    code: 'ANSWERS_INVALID',
    stage: 'model',
    message: 'The answers hold secrets, and answers are written into the repo.',
    problems: leaked.map(name => ({
      severity: 'error',
      what: `the value of secrets.${name} stands among the answers`,
      mend: 'take it out of the "answers" input of waymark:render',
    })),
  });
}

/** Every text and key at any depth. It does not recurse: answers nest as deep as somebody likes, and nobody has looked at them yet. */
function textsOf(value: unknown): readonly string[] {
  const texts: string[] = [];
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string') texts.push(next);
    else if (next !== null && typeof next === 'object') {
      for (const [key, item] of Object.entries(next)) {
        texts.push(key);
        open.push(item);
      }
    }
  }
  return texts;
}
