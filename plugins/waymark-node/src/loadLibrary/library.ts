import type {
  GoldenPathDefinition,
  LayerDefinition,
  LibraryDefinition,
  OptionsPage,
  TreeFile,
} from '@waymark/backstage-plugin-waymark-common';

/** A layer: its definition, and its files by their path below `files/`. */
export interface Layer {
  readonly name: string;
  readonly definition: LayerDefinition;
  readonly files: readonly TreeFile[];
}

/** A golden path: its definition, and what its template.yaml says of it. */
export interface GoldenPath {
  /** `metadata.name` of template.yaml, or the folder's name where there is no template.yaml yet. */
  readonly name: string;
  readonly ref: string;
  readonly title: string;
  /** Folder in the library. */
  readonly path: string;
  readonly definition: GoldenPathDefinition;
}

/** A checked library at one commit. */
export interface Library {
  readonly url: string;
  readonly commit: string;
  readonly definition: LibraryDefinition;
  readonly layers: Readonly<Record<string, Layer>>;
  readonly goldenPaths: readonly GoldenPath[];
  /** Option pages by their name, `options/<page>`. */
  readonly options: Readonly<Record<string, OptionsPage>>;
  /** Templates and macros by the name under which templates include them, `<layer>/…`. */
  readonly templates: Readonly<Record<string, string>>;
}
