import { gitTreeId } from '../renderGoldenPath/gitObjectId';
import { readTree } from '../treeOnDisk/readTree';
import type { LibrarySource } from './librarySource';

export interface ReadFolderOptions {
  /** What waymarks record as the library's address; a folder has none of its own. */
  readonly url?: string;
}

/**
 * Reads a library from a folder. Its commit is the git tree id of what the folder holds, so the same content has the same commit.
 * @throws WaymarkError `LIBRARY_UNREADABLE` for a folder that is not there, and for links, all of them named.
 */
export function readFolder(folder: string, options: ReadFolderOptions = {}): LibrarySource {
  const files = readTree(folder);
  return { kind: 'files', url: options.url ?? 'local:library', commit: gitTreeId(files), files };
}
