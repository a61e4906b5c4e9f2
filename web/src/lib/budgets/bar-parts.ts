import type { BudgetState } from '@tallybook/shared/personal/budget-state';

/** Places on a bar in per cent of its length. */
export interface BarParts {
  readonly spent: number;
  /** Where an even spending would be; null where the limit is passed and says more. */
  readonly even: number | null;
  /** Where the limit is, once more than it was spent. */
  readonly limit: number | null;
}

/** The whole bar is what may be spent, or what was spent when that is more. */
export function barParts({
  spentMinor,
  availableMinor,
  evenMinor,
}: Pick<BudgetState, 'spentMinor' | 'availableMinor' | 'evenMinor'>): BarParts {
  const available = availableMinor > 0n ? availableMinor : 0n;
  if (spentMinor > available) {
    return { spent: 100, even: null, limit: partOf(available, spentMinor) };
  }
  const spent = spentMinor <= 0n ? 0 : Math.max(1, partOf(spentMinor, available));
  return { spent, even: partOf(evenMinor, available), limit: null };
}

function partOf(part: bigint, whole: bigint): number {
  return whole <= 0n ? 0 : Number((part * 1000n) / whole) / 10;
}
