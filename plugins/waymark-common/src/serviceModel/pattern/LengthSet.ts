/** A set of lengths; bit n of the number stands for the length n, so that sums of sets are a few shifts. */
export class LengthSet {
  private list: readonly number[] | undefined;
  private constructor(private readonly bits: bigint) {}

  static of(from: number, to: number): LengthSet {
    return new LengthSet(to < from ? 0n : (1n << BigInt(to + 1)) - (1n << BigInt(from)));
  }

  static union(sets: readonly LengthSet[]): LengthSet {
    return new LengthSet(sets.reduce((bits, set) => bits | set.bits, 0n));
  }

  has(length: number): boolean {
    return length >= 0 && ((this.bits >> BigInt(length)) & 1n) === 1n;
  }

  isEmpty(): boolean {
    return this.bits === 0n;
  }

  upTo(most: number): readonly number[] {
    return this.lengths().filter(length => length <= most);
  }

  /** Every sum of one length of each set, as far as `most`. */
  plus(other: LengthSet, most: number): LengthSet {
    const mask = (1n << BigInt(most + 1)) - 1n;
    const [few, many] = this.lengths().length < other.lengths().length ? [this, other] : [other, this];
    return new LengthSet(few.lengths().reduce((bits, length) => bits | (many.bits << BigInt(length)), 0n) & mask);
  }

  private lengths(): readonly number[] {
    this.list ??= Array.from(this.bits.toString(2))
      .reverse()
      .flatMap((bit, length) => (bit === '1' ? [length] : []));
    return this.list;
  }
}
