import { type GitStore } from './GitStore';
import { zeroId } from './objectIds';
import { flushPacket, packet } from './pktLine';
import { branchRef } from './refNames';

export type GitService = 'git-upload-pack' | 'git-receive-pack';

const agent = 'agent=waymark-forge';
const capabilities: Readonly<Record<GitService, string>> = {
  'git-upload-pack': `multi_ack_detailed side-band-64k ofs-delta shallow no-progress allow-tip-sha1-in-want allow-reachable-sha1-in-want object-format=sha1 ${agent}`,
  'git-receive-pack': `report-status delete-refs side-band-64k ofs-delta no-thin atomic object-format=sha1 ${agent}`,
};

/** The answer to `info/refs?service=…` in protocol version 0: all refs, tags peeled, and what we can do. */
export async function advertiseRefs(
  store: GitStore,
  service: GitService,
  defaultBranch: string,
): Promise<Buffer> {
  const refs = await store.listRefs();
  const head = refs.find(ref => ref.name === branchRef(defaultBranch));
  const lines: string[] = [];
  const reads = service === 'git-upload-pack';
  if (reads && head) lines.push(`${head.id} HEAD`);
  for (const { name, id } of refs) {
    lines.push(`${id} ${name}`);
    if (!reads || !name.startsWith('refs/tags/')) continue;
    const commit = await store.peel(id, 'commit');
    if (commit && commit !== id) lines.push(`${commit} ${name}^{}`);
  }
  if (lines.length === 0) lines.push(`${zeroId} capabilities^{}`);
  const symref = reads && head ? ` symref=HEAD:${head.name}` : '';
  return Buffer.concat([
    packet(`# service=${service}\n`),
    flushPacket,
    ...lines.map((line, index) =>
      packet(index === 0 ? `${line}\0${capabilities[service]}${symref}\n` : `${line}\n`),
    ),
    flushPacket,
  ]);
}
