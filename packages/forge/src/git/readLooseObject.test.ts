import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { GitStore } from './GitStore';
import { readLooseObject } from './readLooseObject';

describe('readLooseObject', () => {
  let gitdir: string;
  let store: GitStore;

  beforeEach(async () => {
    gitdir = await mkdtemp(join(tmpdir(), 'forge-loose-'));
    await GitStore.init(gitdir, 'main');
    store = new GitStore(gitdir);
  });
  afterEach(() => rm(gitdir, { recursive: true, force: true }));

  it('reads small and large objects as they were written, and trees as trees', async () => {
    const contents = [Buffer.alloc(0), Buffer.from('text\0with a zero'), Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 251))];
    for (const content of contents) {
      const id = await store.writeBlob(content);
      expect(await readLooseObject(gitdir, id)).toEqual({ type: 'blob', content });
    }
    const tree = await store.writeTree([]);
    expect(await readLooseObject(gitdir, tree)).toMatchObject({ type: 'tree' });
  });

  it('gives nothing for an object that has no file', async () => {
    expect(await readLooseObject(gitdir, 'a'.repeat(40))).toBeUndefined();
  });

  it('refuses a file that is not what its name says', async () => {
    const id = await store.writeBlob(Buffer.from('good'));
    await rm(join(gitdir, 'objects', id.slice(0, 2), id.slice(2)));
    await writeFile(join(gitdir, 'objects', id.slice(0, 2), id.slice(2)), deflateSync('blob 3\0bad'));
    await expect(readLooseObject(gitdir, id)).rejects.toThrow(/damaged/);
  });
});
