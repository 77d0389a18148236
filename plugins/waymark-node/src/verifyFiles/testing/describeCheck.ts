import type { Problem, RenderedFile } from '@waymark/backstage-plugin-waymark-common';
import type { Check, Finding } from '../check';

/** A file of a tree under test: rendered from a template of the same name, unless said otherwise. */
export function file(path: string, content: string, more: Partial<RenderedFile> = {}): RenderedFile {
  return {
    path,
    content,
    mode: '100644',
    encoding: 'utf8',
    layer: 'app',
    policy: 'managed',
    source: `layers/app/files/${path}.njk`,
    rendered: true,
    format: true,
    literals: [],
    ...more,
  };
}

/** As a file is read from a folder: nothing is known about where it came from. */
export function copied(path: string, content: string): RenderedFile {
  return file(path, content, { rendered: false, source: path });
}

interface Passes {
  readonly name: string;
  readonly files: readonly RenderedFile[];
  readonly answers?: unknown;
}

/** Every part of a finding is asserted; a regular expression where the words are another tool's. */
interface Refuses extends Passes {
  readonly finds: readonly ExpectedFinding[];
}

type ExpectedFinding = Pick<Problem, 'severity' | 'file' | 'line'> & { readonly what: string | RegExp; readonly mend: string | RegExp };

/** Runs a check over trees that it must refuse and look-alikes that it must pass. */
export function describeCheck(check: Check, cases: { readonly refuses: readonly Refuses[]; readonly passes: readonly Passes[] }): void {
  const find = async ({ files, answers }: Passes): Promise<readonly Finding[]> => {
    const tree = { files, answers, byPath: new Map(files.map(one => [one.path, one])) };
    return await check.run(check.select(tree), tree);
  };
  describe(check.name, () => {
    it.each(cases.refuses.map(one => [one.name, one] as const))('refuses %s', async (_, one) => {
      const found = await find(one);
      expect(found.map(({ severity, file: path, line }) => ({ severity, file: path, line }))).toEqual(
        one.finds.map(({ severity, file: path, line }) => ({ severity, file: path, line })),
      );
      one.finds.forEach(({ what, mend }, index) => {
        expect(found[index]?.what).toMatch(what);
        expect(found[index]?.mend).toMatch(mend);
      });
    });

    it.each(cases.passes.map(one => [one.name, one] as const))('passes %s', async (_, one) => {
      expect(await find(one)).toEqual([]);
    });
  });
}
