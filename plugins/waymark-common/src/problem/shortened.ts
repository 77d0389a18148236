/** What a person reads of a text that may quote anything, of any length; more than `most` characters are cut off. */
export function shortened(text: string, most = 500): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
