/** Where a bar lies along its axis, in per cent of its length. */
export interface BarPlace {
  readonly start: number;
  readonly size: number;
}

export interface BarScale {
  /** Where zero is, in per cent. */
  readonly zero: number;
  place(minor: bigint): BarPlace;
}

/** So that a small sum beside a large one can be seen. */
const LEAST_SIZE = 1;

/** One scale for all these sums: zero always is on it, and those below it lie on its other side. */
export function barScale(sums: Iterable<bigint>): BarScale {
  let [least, most] = [0n, 0n];
  for (const minor of sums) {
    if (minor < least) least = minor;
    if (minor > most) most = minor;
  }
  const span = most - least;
  const share = (minor: bigint): number => (span === 0n ? 0 : Number((minor * 10_000n) / span) / 100);
  const zero = share(-least);
  return {
    zero,
    place(minor) {
      if (minor === 0n) return { start: zero, size: 0 };
      const room = minor > 0n ? 100 - zero : zero;
      const size = Math.min(
        Math.max(LEAST_SIZE, share(minor < 0n ? -minor : minor)),
        Math.max(room, LEAST_SIZE),
      );
      const start = minor > 0n ? zero : zero - size;
      return { start: Math.min(Math.max(0, start), 100 - size), size };
    },
  };
}
