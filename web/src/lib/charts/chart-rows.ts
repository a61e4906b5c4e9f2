/** A row of a list of bars. */
export interface BarRow {
  readonly key: string;
  readonly label: string;
  readonly minor: bigint;
  /** `hue` in degrees; null for what has no colour of its own. */
  readonly mark?: { readonly icon: string; readonly hue: number | null };
  /** What its name leads to. */
  readonly href?: string;
  /** Said below its figure. */
  readonly detail?: string;
}

/** A row with two figures. */
export interface PairedRow {
  readonly key: string;
  readonly label: string;
  readonly sums: readonly [first: bigint, second: bigint];
  readonly isMine: boolean;
}
