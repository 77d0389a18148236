import fc from 'fast-check';
import { WaymarkError } from '@waymark/backstage-plugin-waymark-common';
import { fuzzRuns } from '@waymark/backstage-plugin-waymark-common/src/testing/fuzzRuns';
import { hostileJson, spoiled } from '@waymark/backstage-plugin-waymark-common/src/testing/hostileJson';
import { loadLibrary } from '../loadLibrary/loadLibrary';
import { type Sandbox, createSandbox } from '../renderFiles/sandbox';
import { arbitraryLibrary } from '../testing/arbitraryLibrary';
import { answers, librarySource, miniLibrary } from '../testing/miniLibrary';
import { renderGoldenPath } from './renderGoldenPath';

const patienceMs = 8000;

/** `rendered`, or the code of our error; whatever else is thrown fails the property, and so does what takes long. */
async function outcomeOf(work: () => Promise<unknown>): Promise<string> {
  const start = performance.now();
  try {
    await work();
    return 'rendered';
  } catch (error) {
    if (!(error instanceof WaymarkError)) throw error;
    expect(error.message).not.toMatch(/\[object Object\]|undefined is not|is not a function/);
    return error.code;
  } finally {
    expect(performance.now() - start).toBeLessThan(patienceMs);
    expect(Object.keys(Object.prototype)).toEqual([]);
  }
}

async function withSandbox<T>(templates: Readonly<Record<string, string>>, work: (sandbox: Sandbox) => Promise<T>): Promise<T> {
  const sandbox = createSandbox(templates);
  try {
    return await work(sandbox);
  } finally {
    sandbox.dispose();
  }
}

/** On a file system that is blind to case and normalisation, no path is another or stands below it. */
function expectApart(paths: readonly string[]): void {
  const seen = paths.map(path => path.normalize('NFD').toUpperCase().toLowerCase());
  expect(seen.filter((path, at) => seen.some((other, index) => index !== at && `${path}/`.startsWith(`${other}/`)))).toEqual([]);
}

const withoutMini = Object.fromEntries(Object.keys(miniLibrary).map(path => [path, undefined]));

const options = (properties: object) => ({ 'options/delivery.yaml': JSON.stringify({ title: 'Delivery', properties: { image: { default: true }, deployment: { default: 'none' }, ...properties } }) });
const slot = (entry: object) => ({
  'layers/app/layer.yaml': JSON.stringify({ description: 'x', files: [{ path: 'src/${{ entity.key }}.txt', forEach: 'entities', as: 'entity' }], slots: { settings: { key: 'name', entry } } }),
});

/** What fuzzing has found: each was once rendered, or broke with an error that was not ours. */
const found: readonly Readonly<Record<string, string>>[] = [
  { 'layers/app/files/.waymark.yaml': 'goldenPath: another\n' },
  { 'layers/app/files/a': 'x', 'layers/app/files/a/b': 'x' },
  { 'layers/app/files/stra\u00dfe': 'x', 'layers/app/files/STRASSE': 'x' },
  options({ one: { $id: 'same' }, other: { $id: 'same' } }),
  options({ one: { $ref: '#/properties/nothing' } }),
  options({ one: { $id: 'loop', $ref: 'loop', default: 1 } }),
  options({ one: { properties: { other: { $async: true } } } }),
  slot({ $async: true, type: 'object', required: ['nothing'] }),
  { ...slot({}), 'layers/image/layer.yaml': JSON.stringify({ description: 'x', requires: ['app'], contributes: [{ to: 'app/settings', entries: [{ name: { toString: 1 } }] }] }) },
  { 'service/golden-path.yaml': 'version: 1.0.0\npages: [constructor]\nlayers: [app]\n' },
];

describe('a golden path', () => {
  it('is rendered or refused with an error of ours, whatever its library holds', async () => {
    const seen = new Set<string>();
    const given = fc.oneof({ weight: 9, arbitrary: fc.constant<unknown>(answers) }, { weight: 1, arbitrary: hostileJson.map(features => ({ ...answers, features })) });
    await fc.assert(
      fc.asyncProperty(arbitraryLibrary, given, async (files, answered) => {
        seen.add(
          await outcomeOf(async () => {
            const library = await loadLibrary(librarySource({ ...withoutMini, ...files }));
            for (const goldenPath of library.goldenPaths) {
              const { files: rendered } = await withSandbox(library.templates, sandbox => renderGoldenPath({ library, goldenPath, answers: answered, sandbox }));
              expectApart(rendered.map(file => file.path));
            }
          }),
        );
      }),
      { numRuns: fuzzRuns(60), examples: found.map((changes): [Readonly<Record<string, string>>, unknown] => [{ ...miniLibrary, ...changes }, answers]) },
    );
    expect([...seen].sort()).toEqual(expect.arrayContaining(['LIBRARY_INVALID', 'PLAN_INVALID', 'rendered']));
  });

  it('is rendered or refused with an error of ours, whatever the answers hold', async () => {
    const seen = new Set<string>();
    const library = await loadLibrary(librarySource());
    const [goldenPath] = library.goldenPaths;
    if (!goldenPath) throw new Error('the library has no golden path');
    await withSandbox(library.templates, sandbox =>
      fc.assert(
        fc.asyncProperty(spoiled(fc.constant({ ...answers, features: { image: true, deployment: 'kustomize' } })), async answered => {
          seen.add(await outcomeOf(() => renderGoldenPath({ library, goldenPath, answers: answered, sandbox })));
        }),
        { numRuns: fuzzRuns(200), examples: [[{ ...answers, features: JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as unknown }], [{ ...answers, owner: { length: { toString: 1 } } }]] },
      ),
    );
    expect([...seen].sort()).toEqual(['ANSWERS_INVALID', 'rendered']);
  });
});
