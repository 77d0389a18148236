import type { RenderedFile } from '@waymark/backstage-plugin-waymark-common';
import { type RuffSettings, ruffSettings } from '../../python/ruffSettings';
import { type Ruff, RuffOverflow, withRuff } from '../../python/withRuff';
import { fileName } from '../../treeFiles/filePath';
import type { Check, Finding } from '../check';
import { largestCode, textFiles } from '../textFiles';

export const pythonLint: Check = {
  name: 'python-lint',
  title: 'Python files pass ruff with the settings of the tree itself',
  // Not stubs: ruff's WASM build is told no file name, so it would judge them as modules.
  select: tree => textFiles(tree, /\.py$/, largestCode),
  run: (files, tree) => {
    const settingsFor = ruffSettings(tree.files);
    const refused = new Map<string, Finding>();
    const findings = withRuff(files, ruff =>
      files.flatMap(file => {
        const settings = settingsFor(file.path);
        if (settings.excludes(file.path, 'lint')) return [];
        try {
          return lint(file, settings, ruff);
        } catch (error) {
          if (error instanceof RuffOverflow) return [tooDeep(file.path)];
          const place = settings.file ?? 'pyproject.toml';
          refused.set(place, refusal(place, error));
          return [];
        }
      }),
    );
    return [...refused.values(), ...findings];
  },
};

/** Rules that judge the file's name or mode, which the workspace is not told. */
const needsPath = ['INP001', 'N999', 'EXE001', 'EXE002', 'A005'];

/** What ruff would not have said, had it known the file's name. */
function isMisjudged(path: string, code: string): boolean {
  const isPackage = fileName(path) === '__init__.py';
  const isPrivate = path.split('/').some(part => /^_(?!_)/.test(part));
  return needsPath.includes(code) || (isPackage && (code === 'D100' || code === 'F822')) || (isPrivate && /^D10\d$/.test(code));
}

function lint(file: RenderedFile, settings: RuffSettings, ruff: Ruff): readonly Finding[] {
  const diagnostics = ruff.check(file.content, settings.options);
  return diagnostics.flatMap(({ code, message, start_location }) => {
    // python-parses names what is no Python at all.
    if (code === null || code === 'invalid-syntax' || isMisjudged(file.path, code) || settings.ignores(file.path, code)) return [];
    return [
      {
        severity: 'error',
        file: file.path,
        line: start_location.row,
        what: `${code}: ${message.replace(/\.$/, '')}.`,
        mend: `Change the template so that it does not break ${code}, or the rules in ${settings.file ?? 'pyproject.toml'}.`,
      },
    ];
  });
}

function tooDeep(file: string): Finding {
  return { severity: 'error', file, line: 1, what: 'The code nests too deeply to be linted.', mend: 'Break the expression up in the template.' };
}

function refusal(file: string, error: unknown): Finding {
  const message = (error instanceof Error ? error.message : String(error)).replace(/^Error: /, '');
  return {
    severity: 'error',
    file,
    what: `Ruff refuses these settings: ${message}.`,
    mend: 'Correct the settings of ruff: https://docs.astral.sh/ruff/settings lists them.',
  };
}
