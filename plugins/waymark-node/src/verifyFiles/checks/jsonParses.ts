import type { RenderedFile } from '@waymark/backstage-plugin-waymark-common';
import type * as Jsonc from 'jsonc-parser';
import { loadModule } from '../../loadModule';
import { fileName } from '../../treeFiles/filePath';
import { lineFinder } from '../../treeFiles/lineFinder';
import type { Check, Finding } from '../check';
import { textFiles } from '../textFiles';

export const jsonParses: Check = {
  name: 'json-parses',
  title: 'Every JSON file parses',
  select: tree => textFiles(tree, /\.jsonc?$/),
  run: files => files.flatMap(file => (isJson(file.content) ? [] : syntaxErrors(file))),
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function syntaxErrors(file: RenderedFile): readonly Finding[] {
  const { parse, printParseErrorCode } = loadModule<typeof Jsonc>('jsonc-parser');
  const errors: Jsonc.ParseError[] = [];
  let overflowed = false;
  const lenient = takesComments(file.path);
  try {
    parse(file.content, errors, { disallowComments: !lenient, allowTrailingComma: lenient });
  } catch {
    // The parser recurses, and its stack is full.
    overflowed = true;
  }
  const line = lineFinder(file.content);
  const [first] = errors;
  if (first === undefined && lenient && !overflowed) return [];
  const what = first === undefined ? (overflowed ? 'it nests too deeply' : 'invalid text') : printParseErrorCode(first.error).replace(/(?<=[a-z])[A-Z]/g, capital => ` ${capital.toLowerCase()}`);
  return [
    {
      severity: 'error',
      file: file.path,
      line: line(first?.offset ?? 0),
      what: `This is not JSON: ${what.toLowerCase()}.`,
      mend: 'Correct the syntax in the template; print values with the `json` filter.',
    },
  ];
}

/** The tools that read these files take comments and trailing commas. */
function takesComments(path: string): boolean {
  const name = fileName(path);
  return (
    /(?:\.jsonc|\.code-workspace)$/.test(name) ||
    /^(?:[tj]sconfig(?:\..{1,60})?|devcontainer|\.eslintrc|\.swcrc|api-extractor|tslint)\.json$/.test(name) ||
    /(?:^|\/)\.(?:vscode|devcontainer)\//.test(path)
  );
}
