import type { Day } from '@tallybook/shared/calendar/day';
import { budgetState } from '@tallybook/shared/personal/budget-state';
import type { Budget } from '@tallybook/shared/personal/budgets';
import type { PeriodSetting } from '@tallybook/shared/personal/periods';
import type { DayRange } from '@tallybook/shared/personal/totals';
import type { OwnCategoryBook } from '$lib/ledger/own-category-book.svelte.ts';
import type { Spending } from '$lib/spending/spending.svelte.ts';
import { amountsOf, rangesOf } from './budget-amounts.ts';
import type { BudgetView } from './budget-order.ts';

export interface BudgetDeps {
  readonly records: { readonly list: readonly Budget[] };
  readonly spending: Pick<Spending, 'phase' | 'amounts' | 'need'>;
  readonly categories: Pick<OwnCategoryBook, 'resolve'>;
  readonly today: () => Day;
  readonly setting: () => PeriodSetting;
}

/** The budgets of a profile as they stand today. Whoever makes one calls `read` in an effect. */
export class BudgetBook {
  readonly #deps: BudgetDeps;
  /** What was read last: what that still lacks cannot be read, which is told of elsewhere. */
  #tried = $state.raw<string | null>(null);

  readonly #live = $derived.by(() => this.#deps.records.list.filter(({ deleted }) => !deleted));
  readonly #ranges = $derived.by(() => {
    const { today, setting } = this.#deps;
    const ranges = this.#live.flatMap((budget) => rangesOf(budget, today(), setting()));
    const byText = new Map<string, DayRange>(ranges.map((range) => [`${range.from}/${range.to}`, range]));
    return [...byText.values()];
  });
  readonly #views = $derived.by(() => this.#live.map((budget) => this.#viewOf(budget)));
  readonly #asked = $derived(JSON.stringify(this.#ranges));

  constructor(deps: BudgetDeps) {
    this.#deps = deps;
  }

  /** Those that are not deleted. */
  get budgets(): readonly Budget[] {
    return this.#live;
  }

  /** Null until the sums behind them were read. */
  get views(): readonly BudgetView[] | null {
    return this.#deps.spending.phase === 'opening' || this.#tried !== this.#asked ? null : this.#views;
  }

  /** Reads the sums that are not there yet. Answers with how to give it up. */
  read(): (() => void) | undefined {
    if (this.#deps.spending.phase === 'opening') return undefined;
    const asked = this.#asked;
    const reads = this.#ranges
      .map((range) => this.#deps.spending.need(range, 'whole'))
      .filter((read) => read !== null);
    if (reads.length === 0) {
      this.#tried = asked;
      return undefined;
    }
    let isCurrent = true;
    void Promise.all(reads).then(() => {
      if (isCurrent) this.#tried = asked;
    });
    return () => {
      isCurrent = false;
    };
  }

  #viewOf(budget: Budget): BudgetView {
    const { spending, categories, today, setting } = this.#deps;
    const context = {
      today: today(),
      setting: setting(),
      resolveCategory: (id: string) => categories.resolve(id),
    };
    const ranges = rangesOf(budget, context.today, context.setting);
    return { budget, state: budgetState(budget, amountsOf(spending, ranges, budget.counted), context) };
  }
}
