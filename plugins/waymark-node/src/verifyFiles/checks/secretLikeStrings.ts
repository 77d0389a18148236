import type { RenderedFile } from '@waymark/backstage-plugin-waymark-common';
import { fileName } from '../../treeFiles/filePath';
import { lineFinder } from '../../treeFiles/lineFinder';
import type { Check, Finding } from '../check';
import { secretsIn } from '../secretsIn';

export const secretLikeStrings: Check = {
  name: 'secret-like-strings',
  title: 'No file holds what looks like a secret',
  select: tree => tree.files.filter(({ encoding }) => encoding === 'utf8'),
  run: files => files.flatMap(findingsIn),
};

function findingsIn(file: RenderedFile): readonly Finding[] {
  const secrets = secretsIn(file.content, { isLockFile: isLockFile(file.path) });
  if (secrets.length === 0) return [];
  const line = lineFinder(file.content);
  return secrets.map(({ kind, offset, certain }) => ({
    severity: certain ? 'error' : 'warning',
    file: file.path,
    line: line(offset),
    what: `This looks like ${kind}.`,
    mend: 'Take it out and revoke it if it is real; let the service read it from its environment (`${NAME}`) or a secret store. An example value should say so, e.g. change-me.',
  }));
}

/** Full of hashes, which are as random as secrets. */
function isLockFile(path: string): boolean {
  return /^(?:.{1,100}\.lock(?:\.hcl|b)?|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|go\.sum|gradle\.lockfile|requirements[\w.-]{0,60}\.txt)$/.test(
    fileName(path),
  );
}
