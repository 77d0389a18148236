import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { type ForgeLimits } from '../limits';
import { commitFiles, git, gitFolder, tryGit } from '../testing/runGit';
import { callApi, cleanUp, startTestForge, type TestForge, testToken } from '../testing/testForge';
import { zeroId } from './objectIds';
import { flushPacket, packet } from './pktLine';

afterEach(cleanUp);

async function emptyRepo(limits: Partial<ForgeLimits> = {}) {
  const forge = await startTestForge({ limits });
  await callApi(forge, '/orgs/acme/repos', { method: 'POST', body: { name: 'shop' } });
  const work = join(forge.folder, 'work');
  const commit = await gitFolder(work, { 'a.txt': 'one\n', 'b/c.txt': 'two\n' });
  return { forge, work, commit };
}

async function packOf(work: string, revision = 'HEAD'): Promise<Buffer> {
  const args = ['pack-objects', '--revs', '--stdout', '-q'];
  return (await tryGit(work, args, `${revision}\n`)).stdout;
}

interface Push {
  readonly commit: string;
  readonly pack: Buffer;
  readonly ref?: string;
}

function push(forge: TestForge, { commit, pack, ref = 'refs/heads/main' }: Push) {
  const command = packet(`${zeroId} ${commit} ${ref}\0report-status agent=test`);
  return fetch(`${forge.origin}/acme/shop.git/git-receive-pack`, {
    method: 'POST',
    headers: { authorization: `Bearer ${testToken}` },
    body: Buffer.concat([command, flushPacket, pack]),
  });
}

/** Everything below objects and refs: what a refused push must leave untouched. */
async function traces(forge: TestForge): Promise<readonly string[]> {
  const bare = join(forge.root, 'acme/shop.git');
  const list = async (folder: string) =>
    (await readdir(join(bare, folder), { recursive: true, withFileTypes: true }))
      .filter(entry => entry.isFile())
      .map(entry => entry.name);
  return [...(await list('objects')), ...(await list('refs'))];
}

type PackItem = readonly [type: number, content: Buffer];

/** A pack by hand, for what git itself refuses to make. */
function handmadePack(items: readonly PackItem[]): Buffer {
  const header = Buffer.from([0x50, 0x41, 0x43, 0x4b, 0, 0, 0, 2, 0, 0, 0, items.length]);
  const entries = items.map(([type, content]) => {
    const bytes = [(type << 4) | (content.length & 15)];
    for (let size = Math.floor(content.length / 16); size > 0; size = Math.floor(size / 128)) {
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80;
      bytes.push(size & 0x7f);
    }
    return Buffer.concat([Buffer.from(bytes), deflateSync(content)]);
  });
  const body = Buffer.concat([header, ...entries]);
  return Buffer.concat([body, createHash('sha1').update(body).digest()]);
}

function idOf(type: string, content: Buffer): string {
  return createHash('sha1').update(`${type} ${content.length}\0`).update(content).digest('hex');
}

/** A commit of one tree whose entries are given raw, with their pack. */
function commitOfTree(entries: readonly (readonly [mode: string, name: string])[]) {
  const blob = Buffer.from('x');
  const id = Buffer.from(idOf('blob', blob), 'hex');
  const tree = Buffer.concat(
    entries.flatMap(([mode, name]) => [Buffer.from(`${mode} ${name}\0`), id]),
  );
  const who = 'A <a@example.org> 1700000000 +0000';
  const text = `tree ${idOf('tree', tree)}\nauthor ${who}\ncommitter ${who}\n\nx\n`;
  const commit = Buffer.from(text);
  const pack = handmadePack([
    [1, commit],
    [2, tree],
    [3, blob],
  ]);
  return { commit: idOf('commit', commit), pack };
}

describe('a push leaves nothing behind when', () => {
  it.each([
    ['its pack is cut off', (pack: Buffer) => pack.subarray(0, -30), /cut off or damaged/],
    ['a byte of its pack is wrong', (pack: Buffer) => pack.fill(pack[40] ?? 0, 41, 42), /damaged/],
    ['its pack is missing', () => Buffer.alloc(0), /missing necessary objects/],
    ['its pack is no pack', () => Buffer.from('x'.repeat(100)), /it is no pack/],
  ])('%s', async (_what, damage, message) => {
    const { forge, work, commit } = await emptyRepo();
    const before = await traces(forge);

    const report = await (await push(forge, { commit, pack: damage(await packOf(work)) })).text();

    expect(report).toMatch(message);
    expect(report).toContain('ng refs/heads/main');
    expect(await traces(forge)).toEqual(before);
    expect(forge.errors).toEqual([]);
    // and the next one goes well
    expect(await (await push(forge, { commit, pack: await packOf(work) })).text()).toContain(
      'ok refs/heads/main',
    );
  });

  it('objects that it needs are neither in its pack nor in the repo', async () => {
    const { forge, work } = await emptyRepo();
    const second = await commitFiles(work, { 'new.txt': 'x' }, 'Second');
    const before = await traces(forge);
    const report = await (
      await push(forge, { commit: second, pack: await packOf(work, 'HEAD\n^HEAD~1') })
    ).text();
    expect(report).toMatch(/unpack .* needs \w{40}, which is missing/);
    expect(await traces(forge)).toEqual(before);
  });

  it.each([
    ['the folder .git', [['100644', '.git']]],
    ['.GIT, which is .git on a Mac', [['100644', '.GIT']]],
    ['.git with an invisible character', [['100644', '.g\u200cit']]],
    ['git~1, which is .git on Windows', [['100644', 'git~1']]],
    ['..', [['100644', '..']]],
    ['a slash', [['100644', 'a/b']]],
    [
      'a name twice',
      [
        ['100644', 'a'],
        ['100755', 'a'],
      ],
    ],
    [
      'names out of order',
      [
        ['100644', 'b'],
        ['100644', 'a'],
      ],
    ],
    ['an unknown mode', [['100000', 'a']]],
  ] as const)('a tree of it holds %s', async (_what, entries) => {
    const { forge } = await emptyRepo();
    const before = await traces(forge);
    const { commit, pack } = commitOfTree(entries);
    const report = await (await push(forge, { commit, pack })).text();
    expect(report).toMatch(/unpack Malformed object/);
    expect(await traces(forge)).toEqual(before);
  });
});

describe('a sound push', () => {
  it('may hold deltas that name their base by its id', async () => {
    const { forge, work } = await emptyRepo();
    const lines = Array.from({ length: 500 }, (_, index) => `line ${index} ${index ** 3}`);
    await commitFiles(work, { long: lines.join('\n') }, 'Long');
    const commit = await commitFiles(work, { long: `${lines.join('\n')}\nmore` }, 'Longer');
    await git(work, ['repack', '-q', '-a', '-d', '-f']);
    const pack = await packOf(work);
    expect(await (await push(forge, { commit, pack })).text()).toContain('ok refs/heads/main');
    const bare = join(forge.root, 'acme/shop.git');
    const [index = ''] = (await traces(forge)).filter(name => name.endsWith('.idx'));
    const listed = await git(bare, ['verify-pack', '-v', `objects/pack/${index}`]);
    expect(listed).toMatch(/chain length = 1/);
    expect(await git(bare, ['fsck', '--strict'])).toBe('');
  });

  it('may be made by hand', async () => {
    const { forge } = await emptyRepo();
    const { commit, pack } = commitOfTree([
      ['100644', 'a'],
      ['100644', 'b'],
    ]);
    expect(await (await push(forge, { commit, pack })).text()).toContain('ok refs/heads/main');
    expect(await git(join(forge.root, 'acme/shop.git'), ['fsck', '--strict'])).toBe('');
  });
});

describe('quotas', () => {
  const bomb = handmadePack([[3, Buffer.alloc(5_000_000)]]);

  it.each([
    [
      'object size',
      { limits: { objectBytes: 1_000_000 }, pack: bomb },
      /an object over 1000000 bytes/,
    ],
    [
      'inflated size',
      { limits: { pushInflatedBytes: 1_000_000 }, pack: bomb },
      /more than 1000000 bytes of objects/,
    ],
    [
      'number of objects',
      {
        limits: { pushObjects: 2 },
        pack: handmadePack([1, 2, 3].map(size => [3, Buffer.alloc(size)] as const)),
      },
      /more than 2 objects/,
    ],
  ])('the %s of a push is bounded', async (_what, { limits, pack }, message) => {
    const { forge, commit } = await emptyRepo(limits);
    const report = await (await push(forge, { commit, pack })).text();
    expect(report).toMatch(message);
    expect(await traces(forge)).toEqual([]);
  });

  it('a delta cannot blow up to more than an object may have', async () => {
    const { forge, commit } = await emptyRepo({ objectBytes: 1_000_000 });
    const base = Buffer.alloc(70_000, 'x');
    const size = (value: number) => {
      const bytes: number[] = [];
      for (let left = value; ; left = Math.floor(left / 128)) {
        if (left < 128) return [...bytes, left];
        bytes.push((left & 0x7f) | 0x80);
      }
    };
    const copies = Array.from({ length: 40 }, () => 0x80).flatMap(code => [code]);
    const delta = Buffer.from([...size(base.length), ...size(40 * 0x10000), ...copies]);
    const compressed = deflateSync(delta);
    const header = Buffer.from([0x50, 0x41, 0x43, 0x4b, 0, 0, 0, 2, 0, 0, 0, 2]);
    const whole = handmadePack([[3, base]]).subarray(12, -20);
    const entry = Buffer.from([0x70 | (delta.length & 15) | 0x80, delta.length >> 4]);
    const baseId = Buffer.from(idOf('blob', base), 'hex');
    const body = Buffer.concat([header, whole, entry, baseId, compressed]);
    const pack = Buffer.concat([body, createHash('sha1').update(body).digest()]);
    const report = await (await push(forge, { commit, pack })).text();
    expect(report).toMatch(/a delta makes an object over 1000000 bytes/);
  });

  it('the size of a push, the size of a repo and the number of refs are bounded', async () => {
    const { forge, work, commit } = await emptyRepo({
      pushBodyBytes: 100_000,
      repositoryBytes: 60_000,
      refsPerRepository: 2,
    });
    const pack = await packOf(work);
    expect((await push(forge, { commit, pack: Buffer.alloc(200_000) })).status).toBe(413);
    const random = await commitFiles(work, { r: randomBytes(70_000) }, 'Random');
    const grown = await (await push(forge, { commit: random, pack: await packOf(work) })).text();
    expect(grown).toMatch(/unpack The repository would grow over 60000 bytes/);

    for (const name of ['main', 'two'])
      await push(forge, { commit, pack, ref: `refs/heads/${name}` });
    const third = await (await push(forge, { commit, pack, ref: 'refs/heads/three' })).text();
    expect(third).toContain('at most 2 branches and tags');
  });
});

describe('ref names', () => {
  it.each([
    'refs/heads/-option',
    'refs/heads/a/-b',
    'refs/heads/a..b',
    'refs/heads/x.lock',
    'refs/heads/../../config',
    'refs/heads/.hidden',
    'refs/heads/a b',
    'refs/heads/HEAD',
    'refs/pull/1/head',
    'HEAD',
  ])('%s is refused', async name => {
    const { forge, work, commit } = await emptyRepo();
    const report = await (
      await push(forge, { commit, pack: await packOf(work), ref: name })
    ).text();
    expect(report).toContain(`ng ${name} the reference name is refused`);
    expect(await traces(forge)).toEqual([]);
  });
});
