import { ForgeError } from '../errors';
import { checkObjects } from './checkObjects';
import { type GitStore, type RefUpdate } from './GitStore';
import { isObjectId } from './objectIds';
import { flushPacket, packet, readPackets, sideBand } from './pktLine';
import { readPack } from './readPack';
import { checkRefUpdate, type PushRules } from './checkRefUpdate';

interface PushRequest {
  readonly updates: readonly RefUpdate[];
  readonly capabilities: ReadonlySet<string>;
  readonly pack: Buffer;
}

export interface PushResult {
  /** The report for the client, in the form that it asked for. */
  readonly report: Buffer;
  readonly applied: readonly RefUpdate[];
}

function parsePush(body: Buffer): PushRequest {
  const packets = readPackets(body);
  const updates: RefUpdate[] = [];
  let capabilities = new Set<string>();
  for (let line = packets.next(); typeof line === 'string'; line = packets.next()) {
    const [command = '', words] = line.split('\0');
    if (words !== undefined) capabilities = new Set(words.trim().split(' '));
    const [from = '', to = '', ...name] = command.split(' ');
    if (!isObjectId(from) || !isObjectId(to) || name.length === 0) {
      throw new ForgeError('FORGE_BAD_REQUEST', 'A command of the push is malformed.');
    }
    updates.push({ from, to, name: name.join(' ') });
  }
  return { updates, capabilities, pack: packets.rest() };
}

type DropPack = () => Promise<void>;

/** Reads and checks the pack in memory, then keeps it; gives what takes it away again. */
async function takePack(store: GitStore, pack: Buffer, rules: PushRules): Promise<DropPack> {
  const objects = pack.length === 0 ? [] : await readPack(pack, rules.limits);
  if (objects.length === 0) return async () => undefined;
  await checkObjects(store, objects);
  if ((await store.diskBytes()) + pack.length > rules.limits.repositoryBytes) {
    throw new ForgeError(
      'FORGE_TOO_LARGE',
      `The repository would grow over ${rules.limits.repositoryBytes} bytes.`,
    );
  }
  return store.addPack(pack, objects);
}

function messageOf(error: unknown): string {
  if (error instanceof ForgeError) return error.message.replace(/\s+/g, ' ');
  throw error;
}

type Outcome = { readonly update: RefUpdate; readonly problem?: string };

async function applyUpdates(
  store: GitStore,
  { updates, capabilities }: PushRequest,
  rules: PushRules,
): Promise<readonly Outcome[]> {
  const checked: Outcome[] = [];
  for (const update of updates) {
    const problem = await checkRefUpdate(store, update, rules).then(() => undefined, messageOf);
    checked.push(problem === undefined ? { update } : { update, problem });
  }
  if (capabilities.has('atomic') && checked.some(({ problem }) => problem !== undefined)) {
    return checked.map(({ update, problem }) => ({
      update,
      problem: problem ?? 'atomic push failed',
    }));
  }
  const outcomes: Outcome[] = [];
  for (const outcome of checked) {
    const problem =
      outcome.problem ?? (await store.updateRef(outcome.update).then(() => undefined, messageOf));
    outcomes.push(problem === undefined ? { update: outcome.update } : { ...outcome, problem });
  }
  return outcomes;
}

/** Carries out a push (git-receive-pack, protocol version 0). The caller holds the repo's lock. */
export async function receivePack(
  store: GitStore,
  body: Buffer,
  rules: PushRules,
): Promise<PushResult> {
  const request = parsePush(body);
  // git probes with an empty request whether it may push, before it sends a big one
  if (request.updates.length === 0) return { report: Buffer.alloc(0), applied: [] };
  const taken = await takePack(store, request.pack, rules).catch(messageOf);
  if (typeof taken === 'string') {
    const refused = request.updates.map(update => ({ update, problem: 'unpacker error' }));
    return { report: reportOf(taken, refused, request.capabilities), applied: [] };
  }
  const outcomes = await applyUpdates(store, request, rules);
  const applied = outcomes
    .filter(({ problem }) => problem === undefined)
    .map(({ update }) => update);
  // a push that moved nothing leaves nothing
  if (applied.length === 0) await taken();
  return { report: reportOf('ok', outcomes, request.capabilities), applied };
}

/** The report in the form that the client asked for. */
function reportOf(
  unpack: string,
  outcomes: readonly Outcome[],
  capabilities: ReadonlySet<string>,
): Buffer {
  if (!capabilities.has('report-status')) return Buffer.alloc(0);
  const lines = [
    `unpack ${unpack}`,
    ...outcomes.map(({ update, problem }) =>
      problem === undefined ? `ok ${update.name}` : `ng ${update.name} ${problem}`,
    ),
  ];
  const report = Buffer.concat([...lines.map(line => packet(`${line}\n`)), flushPacket]);
  return capabilities.has('side-band-64k')
    ? Buffer.concat([sideBand(1, report), flushPacket])
    : report;
}
