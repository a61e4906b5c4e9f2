import { addMonths, daysBetween, monthOf, type Day, type Month } from '@tallybook/shared/calendar/day';
import type { ExchangeRate } from '@tallybook/shared/personal/exchange-rates';
import type { Period, PeriodSetting } from '@tallybook/shared/personal/periods';
import { spentByDay, type DayRange } from '@tallybook/shared/personal/totals';
import { partsInOtherUnits } from '$lib/period-choice/other-units.ts';
import type { PeriodChoice } from '$lib/period-choice/period-choice.svelte.ts';
import type { Counted, Spending } from '$lib/spending/spending.svelte.ts';
import {
  overviewFigures,
  overviewRanges,
  spentByMonth,
  type OverviewFigures,
  type OverviewRanges,
  type StretchSpending,
} from './overview-figures.ts';

export interface PictureDeps {
  readonly spending: Spending;
  readonly choice: PeriodChoice;
  readonly today: () => Day;
  readonly setting: () => PeriodSetting;
  readonly usualCurrency: () => string;
  readonly resolve: (category: string) => string;
  readonly rates: () => readonly ExchangeRate[];
}

/** All that an answer is made of. */
interface Asked {
  readonly period: Period;
  readonly ranges: OverviewRanges;
  readonly counted: Counted;
  /** Of a long period the months are shown instead of the days. */
  readonly isByMonth: boolean;
}

/** Days of a calendar that still reads as one. */
const MOST_DAYS = 62;

/**
 * The figures of the chosen period. Those of the former one stay until all sums of the new one were read, so that nothing
 * flashes. Whoever makes one calls `read` in an effect.
 */
export class Picture {
  readonly #deps: PictureDeps;
  counted = $state<Counted>('both');
  #shown = $state.raw<Asked | null>(null);
  /** What was read last: what that still lacks cannot be read, which is told of elsewhere. */
  #tried = $state.raw('');

  readonly #asked = $derived.by((): Asked => {
    const { choice, today, setting, spending } = this.#deps;
    const { period } = choice;
    const around = { today: today(), setting: setting(), firstMonth: spending.firstMonth };
    return {
      period,
      ranges: overviewRanges(period, around),
      counted: this.counted,
      isByMonth: daysBetween(period.from, period.to) >= MOST_DAYS,
    };
  });

  readonly #figures = $derived.by((): OverviewFigures | null => {
    const shown = this.#shown;
    if (!shown) return null;
    const { spending, usualCurrency, resolve, rates } = this.#deps;
    const { part, before, past } = shown.ranges;
    const amountsOf = (range: DayRange | null) =>
      range === null ? [] : spending.amounts(range, 'whole', shown.counted);
    return overviewFigures(
      { part: amountsOf(part), before: amountsOf(before), past: amountsOf(past) },
      {
        usualCurrency: usualCurrency(),
        pastCount: past?.count ?? 0,
        resolve,
        rates: rates(),
        day: part?.to ?? shown.period.from,
      },
    );
  });

  readonly #stretches = $derived.by((): StretchSpending[] => {
    const [shown, figures] = [this.#shown, this.#figures];
    if (!shown?.ranges.part || !figures) return [];
    const { part } = shown.ranges;
    const { currency } = figures;
    const { spending } = this.#deps;
    if (shown.isByMonth)
      return spentByMonth(spending.amounts(part, 'whole', shown.counted), currency, monthsOf(part));
    const amounts = spending.amounts(part, 'day', shown.counted);
    const byDay = spentByDay(amounts, currency, part);
    return byDay.map(({ day, amountMinor }) => ({ key: day, amountMinor }));
  });

  constructor(deps: PictureDeps) {
    this.#deps = deps;
  }

  /** Null until something was read. */
  get figures(): OverviewFigures | null {
    return this.#figures;
  }

  /** What the figures are of. */
  get shown(): Asked | null {
    return this.#shown;
  }

  /** The days, or the months, of the period up to today. */
  get stretches(): readonly StretchSpending[] {
    return this.#stretches;
  }

  /** Reads what the question lacks, and shows its answer once that is there. Answers with how to give it up. */
  read(): (() => void) | undefined {
    const { spending } = this.#deps;
    if (spending.phase === 'opening') return undefined;
    const asked = this.#asked;
    const { part, before, past } = asked.ranges;
    const reads = [
      part && spending.need(part, asked.isByMonth ? 'whole' : 'day'),
      spending.need(before, 'whole'),
      past && spending.need(past, 'whole'),
    ].filter((read) => read !== null);
    const key = JSON.stringify([asked.ranges, asked.isByMonth]);
    if (reads.length === 0 || this.#tried === key) {
      this.#shown = asked;
      return undefined;
    }
    let isCurrent = true;
    void Promise.all(reads).then(() => {
      if (isCurrent) this.#tried = key;
    });
    return () => {
      isCurrent = false;
    };
  }

  /** Reads what the period before comes to in the other units. */
  readAhead(): void {
    const { choice, spending, today, setting } = this.#deps;
    for (const range of partsInOtherUnits(choice.period, { today: today(), setting: setting() }))
      void spending.need(range, 'whole');
  }
}

function monthsOf({ from, to }: DayRange): Month[] {
  const months: Month[] = [];
  for (let month = monthOf(from); month <= monthOf(to); month = addMonths(month, 1)) months.push(month);
  return months;
}
