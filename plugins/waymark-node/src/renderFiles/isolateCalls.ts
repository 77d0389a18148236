import type ivm from 'isolated-vm';
import { patiently } from '../withinTime';

interface IsolateCall {
  readonly isolate: ivm.Isolate;
  readonly entry: ivm.Reference;
  readonly texts: string[];
  readonly ms: number;
}

/** Text goes into an isolate, text comes out; nothing else ever does. */
export function callIsolate({ isolate, entry, texts, ms }: IsolateCall): string {
  const isTimeUp = (error: unknown) => !isolate.isDisposed && /timed out/.test((error as Error).message);
  return patiently(ms, timeout => String(entry.applySync(undefined, texts, { timeout, result: { copy: true } })), { isTimeUp });
}

/** Takes an answer apart: a line of JSON, a list whose items may have a `length`, and behind it a text for each of those. */
export function takeApart<Item extends object>(answer: string): readonly { readonly item: Item; readonly text: string }[] {
  const end = answer.indexOf('\n');
  let at = end + 1;
  return (JSON.parse(answer.slice(0, end)) as readonly Item[]).map(item => {
    const length = 'length' in item ? Number(item.length) : 0;
    const text = answer.slice(at, at + length);
    at += length;
    return { item, text };
  });
}
