import type { SearchedKind } from './entry-search.ts';

/** Sums in minor units of one currency. */
export interface ResultTotals {
  /** Expenses. */
  outMinor: bigint;
  /** Income and refunds. */
  inMinor: bigint;
  count: number;
}

/** How far sums are made in numbers, which is ten times faster, before they move on to bigint. */
const SAFE_SUM = Number.MAX_SAFE_INTEGER - 1_000_000_000_000;

/**
 * What went out and came in, per currency by code, over the entries of a result. Payments between people are counted
 * and sum to nothing. Exact whatever the size. [L30]
 */
export function resultTotals(
  entries: Iterable<{ kind: SearchedKind; amountMinor: number; currency: string }>,
): Map<string, ResultTotals> {
  const sums = new Map<string, { out: ExactSum; in: ExactSum; count: number }>();
  for (const { kind, amountMinor, currency } of entries) {
    let sum = sums.get(currency);
    if (!sum) sums.set(currency, (sum = { out: new ExactSum(), in: new ExactSum(), count: 0 }));
    sum.count += 1;
    if (kind === 'expense') sum.out.add(amountMinor);
    else if (kind !== 'payment') sum.in.add(amountMinor);
  }
  return new Map(
    Array.from(sums)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, sum]) => {
        const totals = { outMinor: sum.out.total, inMinor: sum.in.total, count: sum.count };
        return [currency, totals];
      }),
  );
}

/** A sum of amounts, each at most 1e12. */
class ExactSum {
  #total = 0n;
  #small = 0;

  get total(): bigint {
    return this.#total + BigInt(this.#small);
  }

  add(amountMinor: number): void {
    if (this.#small > SAFE_SUM) {
      this.#total += BigInt(this.#small);
      this.#small = 0;
    }
    this.#small += amountMinor;
  }
}
