/** How many examples are wanted, and of what. */
export interface ExampleRequest {
  /** What the examples are examples of, in words: "Name", "Available stock". */
  readonly label: string;
  readonly count: number;
}
