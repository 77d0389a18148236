import { ForgeError } from '../errors';
import { type FetchRequest, parseFetch } from './fetchRequest';
import { type GitStore } from './GitStore';
import { isReachable } from './history';
import { flushPacket, packet, sideBand } from './pktLine';
import { selectObjects } from './selectObjects';

async function checkWants(store: GitStore, wants: readonly string[]): Promise<void> {
  const refs = await store.listRefs();
  const offered = new Set(refs.map(ref => ref.id));
  const hidden = wants.filter(want => !offered.has(want));
  if (hidden.length === 0) return;
  const tips: string[] = [];
  for (const ref of refs) {
    const commit = await store.peel(ref.id, 'commit');
    if (commit) tips.push(commit);
  }
  for (const want of hidden) {
    const reachable = tips.length > 0 && (await isReachable(store, want, tips));
    if (!reachable) throw new ForgeError('FORGE_INVALID', `upload-pack: not our ref ${want}`);
  }
}

async function knownCommits(store: GitStore, haves: readonly string[]): Promise<readonly string[]> {
  const known: string[] = [];
  for (const have of haves) if ((await store.typeOf(have)) === 'commit') known.push(have);
  return known;
}

/** The ACK and NAK lines that git's own server sends (upload-pack.c, get_common_commits). */
function acknowledge(request: FetchRequest, common: readonly string[]): readonly Buffer[] {
  const last = common.at(-1);
  const lines: string[] = [];
  if (request.detailedAcks) lines.push(...common.map(id => `ACK ${id} common`));
  else if (common[0]) lines.push(`ACK ${common[0]}`);
  if (request.done) {
    if (!last) lines.push('NAK');
    else if (request.detailedAcks) lines.push(`ACK ${last}`);
  } else {
    if (request.detailedAcks && last) lines.push(`ACK ${last} ready`);
    if (request.detailedAcks || !last) lines.push('NAK');
  }
  return lines.map(line => packet(`${line}\n`));
}

/** Answers one request of a fetch (git-upload-pack, protocol version 0, stateless). */
export async function uploadPack(store: GitStore, body: Buffer): Promise<Buffer> {
  const request = parseFetch(body);
  if (request.wants.length === 0) return Buffer.alloc(0);
  try {
    await checkWants(store, request.wants);
  } catch (error) {
    if (error instanceof ForgeError) return packet(`ERR ${error.message}\n`);
    throw error;
  }
  const common = await knownCommits(store, request.haves);
  const selection = await selectObjects(store, { ...request, common });
  const answer: Buffer[] = [];
  if (request.depth !== undefined) {
    answer.push(
      ...selection.shallow.map(id => packet(`shallow ${id}\n`)),
      ...selection.unshallow.map(id => packet(`unshallow ${id}\n`)),
      flushPacket,
    );
    // the client asks again with its haves once it knows where the history is cut
    if (!request.done && request.haves.length === 0) return Buffer.concat(answer);
  }
  answer.push(...acknowledge(request, common));
  if (!request.done) return Buffer.concat(answer);
  const pack = await store.makePack(await selection.objects());
  answer.push(...(request.sideBand ? [sideBand(1, pack), flushPacket] : [pack]));
  return Buffer.concat(answer);
}
