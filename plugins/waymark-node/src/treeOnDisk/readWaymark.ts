import { constants, closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Waymark, waymarkFileName, waymarkSchema } from '@waymark/backstage-plugin-waymark-common';
import { treeLimits } from '../treeFiles/treeLimits';
import { readYamlText } from '../yamlText/readYamlText';

/** What a tree was rendered from. */
export type WaymarkOrigin = Pick<Waymark, 'library' | 'answers'>;

const originSchema = waymarkSchema.unwrap().pick({ library: true, answers: true });

/** Reads from the waymark of a folder what was rendered there; null where there is none that can be read. No link is followed. */
export function readWaymark(folder: string): WaymarkOrigin | null {
  const text = readText(join(folder, waymarkFileName));
  if (text === undefined) return null;
  // The list of files, which may have thousands of lines, comes last.
  const { documents, errors } = readYamlText(text.split('\nfiles:', 1)[0] ?? '');
  const [document] = documents;
  if (!document || errors.length > 0) return null;
  try {
    // Waymark writes no aliases.
    return originSchema.safeParse(document.toJS({ maxAliasCount: 0 })).data ?? null;
  } catch {
    return null;
  }
}

function readText(file: string): string | undefined {
  let handle: number | undefined;
  try {
    handle = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const status = fstatSync(handle);
    return status.isFile() && status.size <= treeLimits.bytes ? readFileSync(handle, 'utf8') : undefined;
  } catch {
    return undefined;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
