import {
  compareCategories,
  spentByPeriod,
  spentBySource,
  spentByWeekday,
} from '@tallybook/shared/personal/insight-figures';
import type { SumGrain } from '@tallybook/shared/personal/month-spans';
import type { PeriodSetting } from '@tallybook/shared/personal/periods';
import {
  spentByCategory,
  totalsByCurrency,
  type CategorySpending,
  type DayRange,
  type FlowTotals,
} from '@tallybook/shared/personal/totals';
import { reviewYear } from '@tallybook/shared/personal/year-review';
import type { OwnCategoryBook } from '$lib/ledger/own-category-book.svelte.ts';
import type { Spending, SpendingAmount } from '$lib/spending/spending.svelte.ts';
import type { Asked } from './insights-choice.svelte.ts';

export interface FiguresDeps {
  readonly spending: Pick<Spending, 'amounts'>;
  readonly categories: Pick<OwnCategoryBook, 'resolve'>;
  readonly setting: () => PeriodSetting;
  readonly usualCurrency: () => string;
  /** The currency that somebody chose. */
  readonly wantedCurrency: () => string | null;
}

const nothing: FlowTotals = { spentMinor: 0n, outMinor: 0n, inMinor: 0n, refundMinor: 0n };

/** The sums that answer a question, each made when it is first looked at. */
export class Figures {
  readonly #deps: FiguresDeps;
  readonly #asked: () => Asked | null;
  readonly #grain: SumGrain;

  readonly amounts = $derived.by(() => this.#amountsIn(this.asked?.part, this.#grain));
  readonly #amountsBefore = $derived.by(() => this.#amountsIn(this.asked?.before?.part, 'whole'));
  /** Those of the period, the usual one first. */
  readonly currencies = $derived.by(() => currenciesOf(this.amounts, this.#deps.usualCurrency()));

  readonly totals = $derived.by(() => this.#totalsOf(this.amounts, this.asked?.part));
  readonly totalsBefore = $derived.by(() => this.#totalsOf(this.#amountsBefore, this.asked?.before?.part));
  readonly byPeriod = $derived.by(() => {
    const columns = this.asked?.columns;
    if (!columns) return [];
    return spentByPeriod(this.#amountsIn(columns.span, columns.grain), this.currency, columns.periods);
  });
  readonly byCategory = $derived.by(() => this.#categoriesOf(this.amounts, this.asked?.part));
  readonly byCategoryBefore = $derived.by(() =>
    this.#categoriesOf(this.#amountsBefore, this.asked?.before?.part),
  );
  readonly compared = $derived.by(() => {
    const part = this.asked?.compared?.part;
    return compareCategories(this.byCategory, this.#categoriesOf(this.#amountsIn(part, 'whole'), part));
  });
  readonly byWeekday = $derived.by(() => {
    const part = this.asked?.part;
    return part ? spentByWeekday(this.amounts, this.currency, part, this.#deps.setting().weekStart) : [];
  });
  readonly bySource = $derived.by(() => {
    const part = this.asked?.part;
    return part ? spentBySource(this.amounts, this.currency, part) : [];
  });
  readonly year = $derived.by(() => {
    const { period, part, before } = this.asked ?? {};
    if (period?.unit !== 'year' || !part) return null;
    const rangeBefore = before?.part ?? { from: part.from, to: part.from };
    return reviewYear(this.amounts, this.#amountsBefore, this.currency, part, rangeBefore);
  });

  /** `grain`: how finely the period is known; weekdays and a year take it day by day. */
  constructor(deps: FiguresDeps, grain: SumGrain, asked: () => Asked | null) {
    this.#deps = deps;
    this.#grain = grain;
    this.#asked = asked;
  }

  /** What is answered. */
  get asked(): Asked | null {
    return this.#asked();
  }

  /** The wanted one where the period has it. */
  get currency(): string {
    const wanted = this.#deps.wantedCurrency();
    if (wanted !== null && this.currencies.includes(wanted)) return wanted;
    return this.currencies[0] ?? wanted ?? this.#deps.usualCurrency();
  }

  #amountsIn(range: DayRange | null | undefined, grain: SumGrain): readonly SpendingAmount[] {
    const { asked } = this;
    if (!range || !asked) return [];
    const { spending, categories } = this.#deps;
    return spending.amounts(range, grain, asked.counted).map((amount) => {
      const category = categories.resolve(amount.category);
      return category === amount.category ? amount : { ...amount, category };
    });
  }

  #totalsOf(amounts: readonly SpendingAmount[], range: DayRange | null | undefined): FlowTotals {
    return (range && totalsByCurrency(amounts, range).get(this.currency)) ?? nothing;
  }

  #categoriesOf(
    amounts: readonly SpendingAmount[],
    range: DayRange | null | undefined,
  ): readonly CategorySpending[] {
    return range ? spentByCategory(amounts, this.currency, range) : [];
  }
}

function currenciesOf(amounts: readonly SpendingAmount[], usual: string): string[] {
  const counts = new Map<string, number>();
  for (const { currency, count = 1, unreadable } of amounts)
    if (!unreadable) counts.set(currency, (counts.get(currency) ?? 0) + count);
  return Array.from(counts)
    .sort(
      ([a, countOfA], [b, countOfB]) =>
        Number(b === usual) - Number(a === usual) || countOfB - countOfA || (a < b ? -1 : 1),
    )
    .map(([currency]) => currency);
}
