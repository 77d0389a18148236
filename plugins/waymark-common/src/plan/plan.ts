/** A layer chosen for a service model. */
export interface PlannedLayer {
  readonly layer: string;
  /** Folder at which the layer stands; empty for the root of the repo. */
  readonly at: string;
  /** Key of the item that the layer is for, where it is planned once an item. */
  readonly item: string | null;
  readonly reason: string;
}

/** Data gathered for the slots of one planned layer, sorted by each slot's key. */
export type GatheredSlots = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** The layers chosen, in order, each with its reason and what other layers contribute to it. */
export interface Plan {
  readonly layers: readonly PlannedLayer[];
  /** Slots by layer name. */
  readonly slots: Readonly<Record<string, GatheredSlots>>;
}
