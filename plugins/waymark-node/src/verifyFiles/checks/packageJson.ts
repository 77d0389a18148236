import { unreadableData } from '@waymark/backstage-plugin-waymark-common';
import type * as PackageJsonValidator from 'package-json-validator';
import { loadModule } from '../../loadModule';
import type { Check, Finding } from '../check';
import { readJson } from '../readJson';
import { textFiles } from '../textFiles';

export const packageJson: Check = {
  name: 'package-json',
  title: 'Every package.json has the fields and types that npm asks for',
  select: tree => textFiles(tree, /(?:^|\/)package\.json$/),
  run: files => {
    const { validate } = loadModule<typeof PackageJsonValidator>('package-json-validator');
    return files.flatMap(file => {
      const document = readJson(file);
      if (document === undefined) return [];
      const value = document.value;
      if (typeof value !== 'object' || value === null) return [unfit(file.path, 'What stands there is no object.')];
      const unreadable = unreadableData(value);
      if (unreadable) return [unfit(file.path, `${unreadable.path}: ${unreadable.what}.`)];
      const isPrivate = 'private' in value && value.private === true;
      const { errors = [] } = validate(value);
      return errors
        .filter(({ message }) => !(isPrivate && /^Missing required field/i.test(message)))
        .map(({ field, message }) => ({
          severity: 'error' as const,
          file: file.path,
          line: document.lineOf([field]),
          what: `"${field}" is not what npm asks for: ${message}.`,
          mend: 'Correct the field in the template: https://docs.npmjs.com/cli/configuring-npm/package-json describes each.',
        }));
    });
  },
};

function unfit(file: string, what: string): Finding {
  return { severity: 'error', file, line: 1, what, mend: 'Let the template print the object that npm asks for.' };
}
