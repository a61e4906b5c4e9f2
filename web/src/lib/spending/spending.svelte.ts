import type { Month } from '@tallybook/shared/calendar/day';
import type { SumGrain } from '@tallybook/shared/personal/month-spans';
import type { CountedAmount, DayRange } from '@tallybook/shared/personal/totals';
import type { Classes } from '$lib/class-book/classes.svelte.ts';
import type { PersonalLedger } from '$lib/ledger/personal-ledger.svelte.ts';

/** Whose spending is looked at: one's own records, one's shares in classes, or both. */
export type Counted = 'both' | 'own' | 'shared';

/** A sum, and where it comes from: null is the personal ledger. */
export interface SpendingAmount extends CountedAmount {
  readonly classId: string | null;
}

/**
 * What somebody spent and received, personal records and shares in classes together. A share is counted from the class
 * alone: the personal ledger holds no record of it, so that nothing counts twice. [L11] [L40]
 */
export class Spending {
  readonly #ledger: PersonalLedger;
  readonly #classes: Classes;

  constructor(deps: { ledger: PersonalLedger; classes: Classes }) {
    this.#ledger = deps.ledger;
    this.#classes = deps.classes;
  }

  /** 'opening' until both halves are known; 'partial' when the classes cannot be read and only the personal half counts. */
  get phase(): 'opening' | 'ready' | 'partial' {
    if (this.#ledger.phase === 'opening' || this.#classes.phase === 'opening') return 'opening';
    return this.#classes.phase === 'unavailable' ? 'partial' : 'ready';
  }

  /** The earliest month in which anything counts. */
  get firstMonth(): Month | null {
    const months = [this.#ledger.stock?.firstMonth ?? null, this.#classes.shareSums.firstMonth];
    return months.reduce(
      (first, month) => (first === null || (month && month < first) ? month : first),
      null,
    );
  }

  /** What counts in the range, as far as it was read; `need` brings the rest. */
  amounts(range: DayRange, grain: SumGrain, counted: Counted = 'both'): readonly SpendingAmount[] {
    const own = counted === 'shared' ? [] : (this.#ledger.stock?.amountsIn(range, grain) ?? []);
    const shared = counted === 'own' ? [] : this.#classes.shareSums.amounts(range, grain);
    return [...own.map(toOwnAmount), ...shared];
  }

  /** Reads what `amounts` lacks of the range; null when that is nothing. Settles, never rejects. */
  need(range: DayRange, grain: SumGrain): Promise<void> | null {
    const reads = [this.#ledger.stock?.need(range, grain), this.#classes.shareSums.need(range, grain)];
    const open = reads.filter((read) => read !== null && read !== undefined);
    return open.length === 0 ? null : Promise.all(open).then(() => undefined);
  }
}

/** Without what else an entry carries. */
function toOwnAmount({
  kind,
  amountMinor,
  currency,
  category,
  day,
  deleted,
  unreadable,
  count = 1,
}: CountedAmount): SpendingAmount {
  return { kind, amountMinor, currency, category, day, deleted, unreadable, count, classId: null };
}
