import { firstDay, type Day, type Month } from '@tallybook/shared/calendar/day';
import {
  partUntil,
  periodOf,
  type Period,
  type PeriodSetting,
  type PeriodUnit,
} from '@tallybook/shared/personal/periods';
import type { DayRange } from '@tallybook/shared/personal/totals';
import type { Counted } from '$lib/spending/spending.svelte.ts';
import {
  columnPeriods,
  partToCompare,
  periodsToCompare,
  shiftedWithin,
  type ColumnPeriods,
  type ColumnUnit,
} from './insight-period.ts';
import type { Stretch } from '$lib/period-choice/stretch.ts';
import type { InsightsQuestion } from './insights-address.ts';

export interface ChoiceDeps {
  readonly today: () => Day;
  readonly setting: () => PeriodSetting;
  /** In which anything counts; null while nothing does. */
  readonly firstMonth: () => Month | null;
}

/** A period beside the chosen one, and what of it compares with that one up to today. */
export interface OtherPeriod {
  readonly period: Period;
  readonly part: DayRange;
}

/** All that an answer is made of. */
export interface Asked {
  readonly period: Period;
  /** Null while all of it lies in the future. */
  readonly part: DayRange | null;
  readonly counted: Counted;
  readonly columns: ColumnPeriods;
  /** What the period can be compared with. */
  readonly choices: readonly Period[];
  readonly before: OtherPeriod | null;
  readonly compared: OtherPeriod | null;
}

/** Which time Insights are of, and whose spending. */
export class InsightsChoice {
  readonly #deps: ChoiceDeps;
  #stretch = $state.raw<Stretch>({ unit: 'month', at: null });
  counted = $state<Counted>('both');
  /** Null: whichever is usual. A period that does not have it shows another one. */
  currency = $state<string | null>(null);
  #comparedFrom = $state<Day | null>(null);

  readonly #period = $derived.by((): Period => {
    const stretch = this.#stretch;
    if (stretch.unit === 'own') return stretch;
    const today = this.#deps.today();
    // Of a week, a month or a year that has not begun there is nothing to tell.
    const at = stretch.at === null || stretch.at > today ? today : stretch.at;
    return periodOf(stretch.unit, at, this.#deps.setting());
  });
  readonly #asked = $derived.by((): Asked => {
    const [period, today, setting] = [this.#period, this.#deps.today(), this.#deps.setting()];
    const first = this.#deps.firstMonth();
    const choices = periodsToCompare(period, setting);
    const [before] = choices;
    const compared = choices.find(({ from }) => from === this.#comparedFrom) ?? before;
    const beside = (other: Period): OtherPeriod => ({
      period: other,
      part: partToCompare(period, other, today),
    });
    return {
      period,
      part: partUntil(period, today),
      counted: this.counted,
      columns: columnPeriods(period, { today, firstDay: first && firstDay(first), setting }),
      choices,
      before: before ? beside(before) : null,
      compared: compared ? beside(compared) : null,
    };
  });

  constructor(deps: ChoiceDeps) {
    this.#deps = deps;
  }

  get period(): Period {
    return this.#period;
  }

  get asked(): Asked {
    return this.#asked;
  }

  /** As the address says it. */
  get question(): InsightsQuestion {
    const { counted, currency } = this;
    return { stretch: this.#stretch, counted, currency, comparedFrom: this.#comparedFrom };
  }

  ask({ stretch, counted, currency, comparedFrom }: InsightsQuestion): void {
    this.#stretch = stretch;
    this.counted = counted;
    this.currency = currency;
    this.#comparedFrom = comparedFrom;
  }

  /** Goes on with the same stretch of time in another unit: the last of it that has begun. */
  chooseUnit(unit: Period['unit']): void {
    const { from, to } = this.#period;
    if (unit === 'own') this.#go({ unit, from, to });
    else this.#goTo(unit, to);
  }

  chooseRange({ from, to }: DayRange): void {
    this.#go({ unit: 'own', from, to });
  }

  /** Goes to the period of a column. */
  lookAt(unit: ColumnUnit, { from, to }: DayRange): void {
    if (unit === 'day') this.chooseRange({ from, to });
    else this.#goTo(unit, from);
  }

  compareWith(from: Day): void {
    this.#comparedFrom = from;
  }

  /** The period before or after the chosen one; null where there is nothing to tell of it. */
  beside(n: 1 | -1): Period | null {
    const next = shiftedWithin(this.#period, n, this.#deps.setting());
    if (n > 0) return next && next.from <= this.#deps.today() ? next : null;
    const first = this.#deps.firstMonth();
    return next && first !== null && next.to >= firstDay(first) ? next : null;
  }

  step(n: 1 | -1): void {
    const next = this.beside(n);
    if (next?.unit === 'own') this.chooseRange(next);
    else if (next) this.#goTo(next.unit, next.from);
  }

  /** The one that today lies in stands for today's, whichever that is. */
  #goTo(unit: PeriodUnit, at: Day): void {
    const today = this.#deps.today();
    const { from } = periodOf(unit, at < today ? at : today, this.#deps.setting());
    const isNow = from === periodOf(unit, today, this.#deps.setting()).from;
    this.#go({ unit, at: isNow ? null : from });
  }

  #go(stretch: Stretch): void {
    this.#stretch = stretch;
    this.#comparedFrom = null;
  }
}
