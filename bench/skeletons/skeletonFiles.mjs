import { keys } from './dialects.mjs';

const lines = 64;
const expressions = 20;
const filesAFolder = 20;
/** Two in five expressions are filtered. */
const filters = ['', '', '', ' | upper', ' | lower'];

const languages = {
  ts: {
    variable: (line, text, index) => `export const v${line} = '${text}'; // file ${index} line ${line}`,
    copied: (line, index) => `export function f${line}(a: number, b: number) { return a * ${line} + b; } // ${index}`,
    rendered: (line, index) => languages.ts.copied(line, index),
  },
  py: {
    variable: (line, text, index) => `v${line} = "${text}"  # file ${index} line ${line}`,
    copied: (line, index) => `f${line} = (${line}, "line ${line} of file ${index}", ["first", "second", ${line}, ${index}])`,
    // One line that the formatter has to make two of, with blank lines around them.
    rendered: (line, index) => `def f${line}(a: int, b: int) -> int: return a * ${line} + b  # line ${line} of file ${index}`,
  },
};

/** About 4 KB; every third line of a rendered file holds one expression. */
function fileText({ index, isRendered, language, print }) {
  const { variable, copied, rendered } = languages[language];
  const lineText = line => {
    const slot = line / 3;
    if (!isRendered) return copied(line, index);
    if (!Number.isInteger(slot) || slot >= expressions) return rendered(line, index);
    return variable(line, print(keys[(slot + index) % keys.length], filters[slot % filters.length]), index);
  };
  return `${Array.from({ length: lines }, (_, line) => lineText(line)).join('\n')}\n`;
}

/** So many files, every second one rendered, below one folder whose name is rendered; the first one is the catalog's. */
export function skeletonFiles({ count, language, dialect: { print, ending } }) {
  const plain = key => print(key, '');
  const catalogInfo = [
    'apiVersion: backstage.io/v1alpha1',
    'kind: Component',
    `metadata:\n  name: ${plain('name')}\n  description: ${plain('description')}`,
    `spec:\n  type: service\n  lifecycle: experimental\n  owner: ${plain('owner')}\n`,
  ].join('\n');
  const files = [{ path: `catalog-info.yaml${ending}`, text: catalogInfo, isRendered: true }];
  for (let index = 1; index < count; index += 1) {
    const folder = `m${String(Math.floor(index / filesAFolder)).padStart(3, '0')}`;
    const isRendered = index % 2 === 0;
    const path = `src/${plain('name')}/${folder}/file_${String(index).padStart(4, '0')}.${language}${isRendered ? ending : ''}`;
    files.push({ path, text: fileText({ index, isRendered, language, print }), isRendered });
  }
  return files;
}
