import { type ObjectType } from './objectFormat';

/** An object of a pack, whole and named by its hash. */
export interface PackedObject {
  readonly id: string;
  readonly type: ObjectType;
  readonly content: Buffer;
  /** Where its entry starts in the pack, and the checksum of that entry's bytes: what an index lists. */
  readonly offset: number;
  readonly checksum: number;
}

/** An entry as it stands in the pack: whole, or a delta on another entry. */
export interface PackEntry {
  readonly offset: number;
  readonly checksum: number;
  readonly content: Buffer;
  readonly kind: ObjectType | { readonly baseOffset: number } | { readonly baseId: string };
}
