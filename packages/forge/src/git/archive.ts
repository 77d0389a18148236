import { type Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { pack as createPack } from 'tar-stream';
import { type GitStore } from './GitStore';
import { type Commit } from './objectFormat';
import { type TreeFile, walkTree } from './readTreePaths';

interface ArchiveEntry {
  readonly name: string;
  readonly mode: number;
  readonly type?: 'directory' | 'symlink';
  readonly linkname?: string;
}

async function* tarEntries(
  store: GitStore,
  tree: string,
): AsyncGenerator<{ readonly header: ArchiveEntry; readonly content?: Buffer }> {
  const headerOf = (file: TreeFile, mode: number) => ({ name: file.path, mode });
  for await (const file of walkTree(store, tree)) {
    switch (file.mode) {
      case '040000':
        yield { header: { ...headerOf(file, 0o755), name: `${file.path}/`, type: 'directory' } };
        break;
      case '120000': {
        const linkname = (await store.readBlob(file.id)).toString('utf8');
        yield { header: { ...headerOf(file, 0o777), type: 'symlink', linkname } };
        break;
      }
      case '100644':
      case '100755': {
        const mode = file.mode === '100755' ? 0o755 : 0o644;
        yield { header: headerOf(file, mode), content: await store.readBlob(file.id) };
        break;
      }
      case '160000':
        break; // a submodule has no content of its own
      default:
        throw new Error(`Unknown file mode ${file.mode satisfies never}`);
    }
  }
}

/** A commit's tree as tar.gz with one root folder, as GitHub's tarball has it; times are the commit's. */
export function archive(store: GitStore, commit: Commit, rootFolder: string): Readable {
  const tar = createPack();
  const mtime = new Date(commit.committer.timestamp * 1000);
  let closed = false;
  tar.on('close', () => {
    closed = true;
  });
  const put = (entry: ArchiveEntry, content: Buffer | undefined) =>
    new Promise<void>((resolve, reject) => {
      const done = (error?: Error | null) => (error ? reject(error) : resolve());
      const header = { ...entry, mtime, name: `${rootFolder}/${entry.name}` };
      if (content) tar.entry({ ...header, size: content.length }, content, done);
      else tar.entry(header, done);
    });
  const fill = async () => {
    await put({ name: '', type: 'directory', mode: 0o755 }, undefined);
    for await (const { header, content } of tarEntries(store, commit.tree)) {
      if (closed) return; // the reader went away
      await put(header, content);
    }
    tar.finalize();
  };
  // Who reads it is on this machine: fewer bytes would not make up for the time.
  const zipped = createGzip({ level: 1 });
  fill().catch(error => zipped.destroy(error));
  zipped.on('close', () => tar.destroy());
  tar.pipe(zipped);
  return zipped;
}
