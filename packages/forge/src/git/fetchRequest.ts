import { ForgeError } from '../errors';
import { isObjectId } from './objectIds';
import { readPackets } from './pktLine';

export interface FetchRequest {
  readonly wants: readonly string[];
  readonly haves: readonly string[];
  /** Commits whose parents the client does not have. */
  readonly shallow: readonly string[];
  /** How many commits of each line of history to send; undefined for all. */
  readonly depth: number | undefined;
  readonly done: boolean;
  readonly detailedAcks: boolean;
  readonly sideBand: boolean;
}

function malformed(line: string): ForgeError {
  return new ForgeError('FORGE_BAD_REQUEST', `The fetch asks for what is not known here: ${line}`);
}

function parseDepth(text: string): number {
  const depth = Number(text);
  if (!Number.isInteger(depth) || depth < 1) throw malformed(`deepen ${text}`);
  return depth;
}

/** Reads the body of a fetch. Throws FORGE_BAD_REQUEST on lines that were not offered. */
export function parseFetch(body: Buffer): FetchRequest {
  const packets = readPackets(body);
  const lists = { want: [] as string[], have: [] as string[], shallow: [] as string[] };
  let capabilities: readonly string[] = [];
  let depth: number | undefined;
  let done = false;
  for (let line = packets.next(); line !== undefined; line = packets.next()) {
    if (typeof line !== 'string') continue;
    const [word = '', value = '', ...words] = line.trim().split(' ');
    if (word === 'done') done = true;
    else if (word === 'deepen') depth = parseDepth(value);
    else if ((word === 'want' || word === 'have' || word === 'shallow') && isObjectId(value)) {
      if (word === 'want' && lists.want.length === 0) capabilities = words;
      lists[word].push(value);
    } else throw malformed(line.slice(0, 80));
  }
  return {
    wants: [...new Set(lists.want)],
    haves: [...new Set(lists.have)],
    shallow: lists.shallow,
    depth,
    done,
    detailedAcks: capabilities.includes('multi_ack_detailed'),
    sideBand: capabilities.includes('side-band-64k'),
  };
}
