import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ForgeError } from '../errors';
import { atomicFs } from '../git/atomicFs';
import { isOwnerName, repoKey } from './repoNames';
import { type RepoRecord, repoRecordSchema } from './repoRecord';

const recordFile = 'forge.json';
/** Repos that are being made or deleted stand here; no owner's name can start with a dot. */
const draftsFolder = '.drafts';

export function repoFolder(
  root: string,
  { owner, name }: Pick<RepoRecord, 'owner' | 'name'>,
): string {
  return join(root, owner.toLowerCase(), `${name.toLowerCase()}.git`);
}

export function draftFolder(root: string, name: string): string {
  return join(root, draftsFolder, name);
}

export async function writeRecord(folder: string, record: RepoRecord): Promise<void> {
  const text = `${JSON.stringify(record, null, 2)}\n`;
  await atomicFs.promises.writeFile(join(folder, recordFile), text);
}

async function readRecord(folder: string): Promise<RepoRecord> {
  const text = await readFile(join(folder, recordFile), 'utf8');
  return repoRecordSchema.parse(JSON.parse(text));
}

/** Reads all repos of a data folder, and finishes what a crash left half done. Throws FORGE_STORAGE naming every bad one. */
export async function loadRecords(root: string): Promise<readonly RepoRecord[]> {
  await mkdir(root, { recursive: true });
  await rm(join(root, draftsFolder), { recursive: true, force: true });
  await mkdir(join(root, draftsFolder));
  const records: RepoRecord[] = [];
  const problems: string[] = [];
  const owners = await readdir(root, { withFileTypes: true });
  for (const owner of owners.filter(entry => entry.isDirectory() && isOwnerName(entry.name))) {
    const folders = await readdir(join(root, owner.name));
    for (const folder of folders.filter(name => name.endsWith('.git'))) {
      const path = join(root, owner.name, folder);
      try {
        const record = await readRecord(path);
        // a rename writes the record first and moves the folder then
        if (repoFolder(root, record) !== path) await rename(path, repoFolder(root, record));
        records.push(record);
      } catch (error) {
        problems.push(`${repoKey(owner.name, folder)}: ${(error as Error).message}`);
      }
    }
  }
  if (problems.length > 0) {
    const list = problems.join('\n  ');
    throw new ForgeError(
      'FORGE_STORAGE',
      `These repositories in ${root} cannot be read:\n  ${list}\nMove them away, or start with an empty folder.`,
    );
  }
  return records;
}
