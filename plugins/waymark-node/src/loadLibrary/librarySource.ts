import type { TreeFile } from '@waymark/backstage-plugin-waymark-common';

interface LibraryOrigin {
  /** Where the library is kept: recorded in waymarks, so never a path of this machine. */
  readonly url: string;
  /** The commit (40 hex digits) at which everything was read. */
  readonly commit: string;
  /** A folder in it below which the library's root is looked for; without it: the whole repo. */
  readonly path?: string;
}

/** A library as it was read, not yet looked into: a tar (gzipped or not) with one root folder, or files. */
export type LibrarySource = LibraryOrigin &
  (
    | { readonly kind: 'archive'; readonly archive: Uint8Array }
    | { readonly kind: 'files'; readonly files: readonly TreeFile[] }
  );
