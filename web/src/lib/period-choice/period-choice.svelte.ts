import { firstDay, type Day, type Month } from '@tallybook/shared/calendar/day';
import { FIRST_DAY, LAST_DAY } from '@tallybook/shared/personal/personal-fields';
import {
  periodOf,
  shiftPeriod,
  type Period,
  type PeriodSetting,
  type PeriodUnit,
} from '@tallybook/shared/personal/periods';
import type { DayRange } from '@tallybook/shared/personal/totals';
import type { Stretch } from './stretch.ts';

export interface PeriodChoiceDeps {
  readonly today: () => Day;
  readonly setting: () => PeriodSetting;
  /** In which anything counts; null while nothing does. */
  readonly firstMonth: () => Month | null;
}

/** Which stretch of time a screen is of. */
export class PeriodChoice {
  readonly #deps: PeriodChoiceDeps;
  #stretch = $state.raw<Stretch>({ unit: 'month', at: null });

  readonly #period = $derived.by((): Period => {
    const stretch = this.#stretch;
    if (stretch.unit === 'own') return stretch;
    const today = this.#deps.today();
    // Of a week, a month or a year that has not begun there is nothing to tell.
    const at = stretch.at === null || stretch.at > today ? today : stretch.at;
    return periodOf(stretch.unit, at, this.#deps.setting());
  });

  constructor(deps: PeriodChoiceDeps) {
    this.#deps = deps;
  }

  get period(): Period {
    return this.#period;
  }

  /** As an address says it. */
  get stretch(): Stretch {
    return this.#stretch;
  }

  ask(stretch: Stretch): void {
    this.#stretch = stretch;
  }

  /** Goes on with the same stretch of time in another unit: the last of it that has begun. */
  chooseUnit(unit: Period['unit']): void {
    const { from, to } = this.#period;
    if (unit === 'own') this.#stretch = { unit, from, to };
    else this.goTo(unit, to);
  }

  chooseRange({ from, to }: DayRange): void {
    this.#stretch = { unit: 'own', from, to };
  }

  /** The period before or after the chosen one; null where there is nothing to tell of it. */
  beside(n: 1 | -1): Period | null {
    const { from, to } = this.#period;
    if (n < 0 ? from <= FIRST_DAY : to >= LAST_DAY) return null;
    const next = shiftPeriod(this.#period, n, this.#deps.setting());
    if (n > 0) return next.from <= this.#deps.today() ? next : null;
    const first = this.#deps.firstMonth();
    return first !== null && next.to >= firstDay(first) ? next : null;
  }

  step(n: 1 | -1): void {
    const next = this.beside(n);
    if (next?.unit === 'own') this.chooseRange(next);
    else if (next) this.goTo(next.unit, next.from);
  }

  /** The one that today lies in stands for today's, whichever that is. */
  goTo(unit: PeriodUnit, at: Day): void {
    const today = this.#deps.today();
    const { from } = periodOf(unit, at < today ? at : today, this.#deps.setting());
    const isNow = from === periodOf(unit, today, this.#deps.setting()).from;
    this.#stretch = { unit, at: isNow ? null : from };
  }
}
