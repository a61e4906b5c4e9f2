import type { Day } from '@tallybook/shared/calendar/day';
import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { DayRange } from '@tallybook/shared/personal/totals';
import type { LiveClass } from '$lib/live-class/live-class.svelte.ts';
import { chosenRange, ownRange, type RangeChoice } from './chart-range.ts';
import { classFigures, spentCurrencies, type ClassFigures } from './class-figures.ts';

export interface ChartsDeps {
  readonly live: LiveClass;
  readonly today: () => Day;
  /** The category that one counts for. */
  readonly category: (categoryId: string) => string;
}

/** What the charts of a class are asked for, and what its entries answer. */
export class ChartsChoice {
  readonly #deps: ChartsDeps;
  rangeChoice = $state<RangeChoice>('all');
  /** As a date field has them; '' is no limit. */
  from = $state('');
  to = $state('');
  #wantedCurrency = $state('');

  readonly #currencies = $derived.by(() => {
    const { live } = this.#deps;
    const usual = live.currency;
    return live.read((ledger) => spentCurrencies(ledger.entries(), recordKindIn(ledger), usual));
  });
  readonly #range = $derived.by((): DayRange | null =>
    this.rangeChoice === 'own'
      ? ownRange(this.from, this.to)
      : chosenRange(this.rangeChoice, this.#deps.today()),
  );
  readonly #figures = $derived.by(() => {
    const range = this.#range;
    if (!range) return null;
    return this.#deps.live.read((ledger) =>
      classFigures(ledger.entries(), {
        range,
        recordKind: recordKindIn(ledger),
        identity: (id) => ledger.identity(id),
        category: this.#deps.category,
      }),
    );
  });

  constructor(deps: ChartsDeps) {
    this.#deps = deps;
  }

  /** Those in which anything was ever spent, the class's usual one first. */
  get currencies(): readonly string[] {
    return this.#currencies;
  }

  get currency(): string {
    const wanted = this.#wantedCurrency;
    return this.#currencies.includes(wanted) ? wanted : (this.#currencies[0] ?? this.#deps.live.currency);
  }

  set currency(currency: string) {
    this.#wantedCurrency = currency;
  }

  /** The last day that was typed is before the first. */
  get isRangeReversed(): boolean {
    return this.#range === null;
  }

  /** Null where nothing is to be shown: nothing was spent, or the range is none. */
  get figures(): ClassFigures | null {
    return this.#figures?.get(this.currency) ?? null;
  }

  /** Entries of any time whose money cannot be read. */
  get unreadableCount(): number {
    return this.#deps.live.entries.reduce((count, { unreadable }) => count + Number(unreadable), 0);
  }
}

function recordKindIn(ledger: ClassLedger): (entryId: string) => string {
  return (entryId) => ledger.entity(entryId)?.kind ?? '';
}
