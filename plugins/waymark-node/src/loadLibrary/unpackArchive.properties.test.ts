import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import tar from 'tar-stream';
import { WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import { fuzzRuns } from '@waymark/backstage-plugin-waymark-common/src/testing/fuzzRuns';
import { hostileText } from '@waymark/backstage-plugin-waymark-common/src/testing/hostileJson';
import { unpackArchive } from './unpackArchive';

interface Entry {
  readonly name: string;
  readonly type: NonNullable<tar.Header['type']>;
  readonly content: string;
}

const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('repo/library.yaml', 'repo/layers/app/layer.yaml', 'repo/a', 'repo/', 'repo', '/etc/passwd', 'repo/../../x', '../x', 'repo//a', './repo/a', 'other/b', 'repo/\\a', 'pax_global_header') },
  { weight: 1, arbitrary: hostileText.map(text => `repo/${text}`.slice(0, 90)) },
);
const entry: fc.Arbitrary<Entry> = fc.record({ name, type: fc.constantFrom<Entry['type'][]>('file', 'file', 'file', 'directory', 'symlink', 'link', 'fifo', 'character-device', 'contiguous-file'), content: hostileText });

async function pack(entries: readonly Entry[]): Promise<Buffer> {
  const archive = tar.pack();
  for (const { name: path, type, content } of entries) {
    archive.entry({ name: path, type, ...(type === 'link' || type === 'symlink' ? { linkname: 'repo/a' } : {}) }, type === 'file' ? content : '');
  }
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The names of what was unpacked, or the code of our error. */
async function outcomeOf(archive: Uint8Array): Promise<readonly string[] | string> {
  const start = performance.now();
  try {
    return (await unpackArchive(archive)).map(file => file.path);
  } catch (error) {
    if (!(error instanceof WaymarkError)) throw error;
    return error.code;
  } finally {
    expect(performance.now() - start).toBeLessThan(8000);
  }
}

describe('an archive', () => {
  it('is unpacked or refused with an error of ours, whatever its bytes are', async () => {
    const bytes = fc.uint8Array({ maxLength: 3000 });
    const zipped = bytes.map(each => gzipSync(each));
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, zipped), async each => void (await outcomeOf(each))),
      { numRuns: fuzzRuns(200) },
    );
  });

  it('is unpacked or refused with an error of ours, where real ones were changed or cut', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { maxLength: 6 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
        fc.oneof(fc.constant(undefined), fc.nat()),
        async (entries, changes, cut) => {
          const archive = await pack(entries);
          for (const [at, byte] of changes) archive[at % archive.length] = byte;
          const outcome = await outcomeOf(archive.subarray(0, cut === undefined ? archive.length : cut % archive.length));
          seen.add(typeof outcome === 'string' ? outcome : 'unpacked');
        },
      ),
      { numRuns: fuzzRuns(300) },
    );
    expect([...seen].sort()).toEqual(['LIBRARY_UNREADABLE', 'unpacked']);
  });
});
