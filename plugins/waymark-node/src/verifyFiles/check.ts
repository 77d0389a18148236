import type { Problem, RenderedFile } from '@waymark/backstage-plugin-waymark-common';

/** A problem before the check's name is put on it. */
export type Finding = Omit<Problem, 'check' | 'path'>;

/** The whole tree, as every check sees it. */
export interface Tree {
  readonly files: readonly RenderedFile[];
  readonly byPath: ReadonlyMap<string, RenderedFile>;
  /** What the form gave; nothing where a folder is verified. */
  readonly answers: unknown;
}

/** One thing that the verify stage proves about a tree. */
export interface Check {
  /** Kebab case: what golden-path.yaml sets a level for. */
  readonly name: string;
  /** What is proven, as a sentence. */
  readonly title: string;
  /** The files that the check looks at. */
  select(tree: Tree): readonly RenderedFile[];
  /** Time must stay linear in the size of the files: they can be large, and their content is anybody's. */
  run(files: readonly RenderedFile[], tree: Tree): readonly Finding[] | Promise<readonly Finding[]>;
}
