import fc from 'fast-check';
import { parse } from 'yaml';
import { unreadableData, waymarkSchema } from '@waymark/backstage-plugin-waymark-common';
import { fuzzRuns } from '@waymark/backstage-plugin-waymark-common/src/testing/fuzzRuns';
import { hostileJson, hostileText, spoiled } from '@waymark/backstage-plugin-waymark-common/src/testing/hostileJson';
import { loadLibrary } from '../loadLibrary/loadLibrary';
import type { Library } from '../loadLibrary/library';
import { pathProblem } from '../planLayers/pathProblem';
import { librarySource } from '../testing/miniLibrary';
import { createWaymark, waymarkFile } from './createWaymark';

const wellFormed = hostileText.filter(text => !/\p{Surrogate}/u.test(text));
/** Answers as they come from a form or a file, of which the model has nothing against. */
const answers = fc
  .array(fc.tuple(wellFormed, hostileJson), { maxLength: 4 })
  .map(entries => JSON.parse(JSON.stringify(Object.fromEntries(entries))) as Record<string, unknown>)
  .filter(value => unreadableData(value) === undefined && !/\\ud[89a-f]/.test(JSON.stringify(value)));
const paths = fc.uniqueArray(fc.oneof(wellFormed, fc.constantFrom('null', 'true', '1', '~', '---', 'a: b', '[x]', '-', 'README.md', `${'x/'.repeat(498)}long`, `${'x/'.repeat(510)}long`)), { maxLength: 5 }).map(each => each.filter(path => pathProblem(path) === undefined));

describe('a waymark', () => {
  let library: Library;
  beforeAll(async () => {
    library = await loadLibrary(librarySource());
  });

  it('reads back from its YAML as it was written, whatever answers and paths it holds', () => {
    const [goldenPath] = library.goldenPaths;
    if (!goldenPath) throw new Error('the library has no golden path');
    fc.assert(
      fc.property(answers, paths, (answered, each) => {
        const common = { mode: '100644', encoding: 'utf8', content: 'x', layer: 'app', policy: 'managed', source: 'x', rendered: false, format: true, literals: [] } as const;
        const waymark = createWaymark({ library, goldenPath, answers: answered, files: each.map(path => ({ ...common, path })) });
        expect(waymarkSchema.parse(parse(waymarkFile(waymark).content))).toEqual(waymark);
      }),
      { numRuns: fuzzRuns(300), examples: [[{}, []], [{}, ['__proto__'].filter(path => pathProblem(path) === undefined)]] },
    );
  });

  it('that somebody has written is read or refused, and never throws', () => {
    const valid = fc.constant({
      apiVersion: 'waymark.dev/v1', goldenPath: { ref: 'template:default/x', version: '1.0.0' }, library: { url: 'https://x', commit: 'a'.repeat(40), path: 'x' }, engine: '0.1.0', answers: { name: 'x' },
      files: { 'README.md': { id: 'b'.repeat(40), mode: '100644', layer: 'app', policy: 'managed' } },
    });
    let read = 0;
    fc.assert(
      fc.property(fc.oneof(spoiled(valid), hostileJson), value => {
        if (waymarkSchema.safeParse(value).success) read += 1;
      }),
      { numRuns: fuzzRuns(500) },
    );
    expect(read).toBeGreaterThan(0);
  });
});
