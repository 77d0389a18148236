import { isUtf8 } from 'node:buffer';
import { lstat, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Problem, type TreeFile, WaymarkError } from '@waymark/backstage-plugin-waymark-common';

/**
 * Every file of the workspace as `publish:github` would push it: all but `.git`.
 * @throws WaymarkError `VERIFY_FAILED` for links and devices, all of them named.
 */
export async function readWorkspace(folder: string): Promise<readonly TreeFile[]> {
  const files: TreeFile[] = [];
  const problems: Problem[] = [];
  const walk = async (below: string): Promise<void> => {
    for (const name of (await readdir(join(folder, below))).sort()) {
      if (name === '.git') continue;
      const path = below ? `${below}/${name}` : name;
      const status = await lstat(join(folder, path));
      if (status.isDirectory()) await walk(path);
      else if (status.isFile()) files.push(toTreeFile(path, await readFile(join(folder, path)), status.mode));
      else problems.push({ severity: 'error', file: path, what: 'it is neither a file nor a folder', mend: 'write the file itself; links are not published' });
    }
  };
  await walk('');
  if (problems.length > 0) {
    throw new WaymarkError({ code: 'VERIFY_FAILED', stage: 'verify', message: 'The workspace holds links or devices.', problems });
  }
  return files;
}

function toTreeFile(path: string, bytes: Buffer, mode: number): TreeFile {
  const text = isUtf8(bytes) && !bytes.includes(0);
  return {
    path,
    mode: (mode & 0o100) === 0 ? '100644' : '100755',
    encoding: text ? 'utf8' : 'base64',
    content: bytes.toString(text ? 'utf8' : 'base64'),
  };
}
