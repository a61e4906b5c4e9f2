import type { Day } from '@tallybook/shared/calendar/day';
import type { BudgetFields } from '@tallybook/shared/personal/budgets';
import type { Period, PeriodSetting } from '@tallybook/shared/personal/periods';
import { spentByCategory } from '@tallybook/shared/personal/totals';
import type { Spending } from '$lib/spending/spending.svelte.ts';
import { amountsOf } from './budget-amounts.ts';
import { completePeriods, suggestLimit, type LimitSuggestion } from './suggest-limit.ts';

interface Deps {
  readonly spending: Pick<Spending, 'phase' | 'firstMonth' | 'amounts' | 'need'>;
  readonly resolve: (category: string) => string;
  readonly today: () => Day;
  readonly setting: () => PeriodSetting;
  readonly unit: () => BudgetFields['unit'];
}

type Asked = Pick<BudgetFields, 'categories' | 'currency' | 'counted'>;

/** What was usually spent, for who thinks about a limit. Whoever makes one calls `read` in an effect. */
export class UsualSpending {
  readonly #deps: Deps;
  /** The periods that were read; others suggest nothing yet. */
  #read = $state.raw<readonly Period[]>([]);

  readonly #periods = $derived.by(() => {
    const { spending, today, setting, unit } = this.#deps;
    if (spending.phase === 'opening') return [];
    return completePeriods(unit(), today(), setting(), spending.firstMonth);
  });

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  read(): (() => void) | undefined {
    const periods = this.#periods;
    let isCurrent = true;
    const reads = periods
      .map((period) => this.#deps.spending.need(period, 'whole'))
      .filter((read) => read !== null);
    if (reads.length === 0) this.#read = periods;
    else
      void Promise.all(reads).then(() => {
        if (isCurrent) this.#read = periods;
      });
    return () => {
      isCurrent = false;
    };
  }

  suggest(asked: Asked): LimitSuggestion | null {
    if (asked.categories?.length === 0) return null;
    const amounts = amountsOf(this.#deps.spending, this.#read, asked.counted);
    return suggestLimit(asked, this.#read, amounts, this.#deps.resolve);
  }

  /** The category with the most spending, '' and unknown ones aside; null where there is none. */
  largestCategory(currency: string, isOffered: (category: string) => boolean): string | null {
    const amounts = amountsOf(this.#deps.spending, this.#read, 'both').map((amount) => ({
      ...amount,
      category: this.#deps.resolve(amount.category),
    }));
    const [newest, oldest] = [this.#read[0], this.#read.at(-1)];
    if (!newest || !oldest) return null;
    const sums = spentByCategory(amounts, currency, { from: oldest.from, to: newest.to });
    return (
      sums.find(({ category, amountMinor }) => amountMinor > 0n && isOffered(category))?.category ?? null
    );
  }
}
