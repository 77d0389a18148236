import type { RenderedFile } from '@waymark/backstage-plugin-waymark-common';
import { lineFinder } from '../../treeFiles/lineFinder';
import type { Check, Finding } from '../check';
import { templateTokens } from '../templateTokens';

export const noTemplateSyntax: Check = {
  name: 'no-template-syntax',
  title: 'No template syntax is left unrendered, in a file or in its name',
  select: tree => tree.files,
  run: (files, tree) => {
    const written = stringsOf(tree.answers).map(squeezed);
    return files.flatMap(file => [...inPath(file), ...(file.encoding === 'utf8' ? inContent(file, written) : [])]);
  },
};

/** What a template sees. In a file that was copied, an expression over one of these was surely meant to be rendered. */
const modelNames = ['component', 'entities', 'entity', 'features', 'goldenPath', 'model', 'plan', 'service', 'services', 'slots'];
const aboutModel = new RegExp(
  `^(?:\\$\\{\\{-?|\\{%-?\\s{0,9}(?:if|elif|for\\s{1,9}\\w{1,60}(?:\\s{0,9},\\s{0,9}\\w{1,60})?\\s{1,9}in|set\\s{1,9}\\w{1,60}\\s{0,9}=))\\s{0,9}(?:not\\s{1,9})?(?:${modelNames.join('|')})\\b`,
);

function inPath(file: RenderedFile): readonly Finding[] {
  if (!/\$\{\{|\{%|\{#/.test(file.path)) return [];
  return [finding(file, `The file’s name holds unrendered template syntax.`)];
}

function inContent(file: RenderedFile, written: readonly string[]): readonly Finding[] {
  const tokens = templateTokens(file.content);
  if (tokens.length === 0) return [];
  const line = lineFinder(file.content);
  const literals = file.literals.map(squeezed);
  const isLeft = (text: string) => (file.rendered ? !isMeant(squeezed(text), literals) : aboutModel.test(text));
  return tokens
    .filter(({ text }) => isLeft(text) && !written.some(answer => answer.includes(squeezed(text))))
    .map(({ text, offset }) => finding(file, `Unrendered template syntax: ${shortened(text)}`, line(offset)));
}

/** The source prints it: as a whole (a raw block), or its beginning, with the rest made by the template. */
function isMeant(token: string, literals: readonly string[]): boolean {
  return literals.some(literal => literal.includes(token) || (isBeginning(literal) && token.startsWith(literal)));
}

function isBeginning(literal: string): boolean {
  return /^(?:\$\{\{|\{[%#])/.test(literal) && !/[%#}]\}/.test(literal);
}

function finding(file: RenderedFile, what: string, line?: number): Finding {
  return {
    severity: 'error',
    file: file.path,
    ...(line !== undefined && { line }),
    what,
    mend: file.rendered
      ? `Look at ${file.source}: to print such text on purpose, put it between {% raw %} and {% endraw %}.`
      : `Only *.njk files are rendered: if ${file.source} should be, add that ending to its name.`,
  };
}

/** Formatters move spaces about. */
function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return /[{}]/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}
