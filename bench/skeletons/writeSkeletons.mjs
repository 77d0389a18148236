import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { answers, dialects, options, values } from './dialects.mjs';
import { skeletonFiles } from './skeletonFiles.mjs';

/** Name of the one golden path in each library. */
export const goldenPath = 'bench';

/** Writes a skeleton for `fetch:template`. */
export function writeStockSkeleton(folder, { count, language }) {
  writeTree(folder, skeletonFiles({ count, language, dialect: dialects.stock }));
}

/** Writes a library with one golden path of one layer; TypeScript is not formatted, since no other tool formats it. */
export function writeLibrary(folder, { count, language }) {
  const layer = skeletonFiles({ count, language, dialect: dialects.waymark }).map(file => ({ ...file, path: `layers/app/files/${file.path}` }));
  const properties = Object.fromEntries(options.map(key => [key, { title: key, type: 'string', default: values[key] }]));
  const json = (path, value) => ({ path, text: `${JSON.stringify(value, null, 2)}\n` });
  writeTree(folder, [
    ...layer,
    json('library.yaml', { name: 'bench', format: 1, engine: '>=0.1.0' }),
    json('options/bench.yaml', { title: 'Bench', properties }),
    json('layers/app/layer.yaml', { description: 'The skeleton', ...(language === 'ts' && { files: [{ path: '**', format: false }] }) }),
    json(`${goldenPath}/golden-path.yaml`, { version: '1.0.0', pages: ['component', 'entities', 'options/bench'], layers: ['app'] }),
    json(`${goldenPath}/template.yaml`, {
      apiVersion: 'scaffolder.backstage.io/v1beta3',
      kind: 'Template',
      metadata: { name: goldenPath, title: 'Bench', annotations: { 'waymark.dev/version': '1.0.0' } },
      spec: { owner: 'group:default/platform', type: 'service', parameters: [], steps: [] },
    }),
    json('answers.yaml', answers),
  ]);
}

/** Writes the skeleton as copier and as cookiecutter want it. */
export function writePeerTemplates(folder, { count, language }) {
  const questions = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { type: 'str', default: value }]));
  writeTree(join(folder, 'copier'), [
    ...skeletonFiles({ count, language, dialect: dialects.copier }),
    { path: 'copier.yml', text: JSON.stringify({ _templates_suffix: '', _exclude: ['copier.yml'], ...questions }) },
  ]);
  writeTree(join(folder, 'cookiecutter'), [
    ...skeletonFiles({ count, language, dialect: dialects.cookiecutter }).map(file => ({ ...file, path: `{{cookiecutter.name}}/${file.path}` })),
    { path: 'cookiecutter.json', text: JSON.stringify(values) },
  ]);
}

function writeTree(folder, files) {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
