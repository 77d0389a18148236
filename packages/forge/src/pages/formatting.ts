import { type Person } from '../git/objectFormat';
import { html, type Html } from './html';

/** A time that both people and programs read; UTC, since the page cannot know the reader's zone. */
export function timeOf({ timestamp }: Pick<Person, 'timestamp'>): Html {
  const iso = new Date(timestamp * 1000).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC</time>`;
}

export function firstLine(message: string): string {
  return message.split('\n', 1)[0]?.trim() || '(no message)';
}

export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kibibytes = bytes / 1024;
  return kibibytes < 1024 ? `${kibibytes.toFixed(1)} KiB` : `${(kibibytes / 1024).toFixed(1)} MiB`;
}

export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Git's own guess: a null byte near the start. */
export function isBinary(content: Buffer): boolean {
  return content.subarray(0, 8000).includes(0);
}
