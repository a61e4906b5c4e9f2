import { addDays, monthOf, type Day } from '@tallybook/shared/calendar/day';
import {
  periodOf,
  type Period,
  type PeriodSetting,
  type PeriodUnit,
} from '@tallybook/shared/personal/periods';
import type { DayRange } from '@tallybook/shared/personal/totals';

/** A period or a column of a chart over time. */
export type NamedPeriod = DayRange & { readonly unit: Period['unit'] | PeriodUnit | 'day' };

/** How periods are called in one language, as days of a calendar without a zone. */
export class PeriodNames {
  readonly #language: string;
  readonly #setting: () => PeriodSetting;
  readonly #today: () => Day;
  readonly #formats = new Map<string, Intl.DateTimeFormat>();

  /** Years stand beside days where they are not that of `today`. */
  constructor(language: string, setting: () => PeriodSetting, today: () => Day) {
    this.#language = language;
    this.#setting = setting;
    this.#today = today;
  }

  /** "November 2026", "25 Oct – 24 Nov", "16 – 22 November", "2026". */
  full(period: NamedPeriod): string {
    const { unit, from } = period;
    if (unit === 'year' && isWholeYear(period)) return yearOf(from);
    if (unit === 'month' && this.#isCalendarMonth(period))
      return this.#format({ month: 'long', year: 'numeric' }).format(instant(from));
    return this.days(period);
  }

  /** Where its year is known: "October". */
  brief(period: NamedPeriod): string {
    const isThisYear = period.from.slice(0, 4) === this.#today().slice(0, 4);
    if (period.unit === 'month' && isThisYear && this.#isCalendarMonth(period))
      return this.#format({ month: 'long' }).format(instant(period.from));
    return this.full(period);
  }

  /** Within a sentence: "in October", "on 16 – 22 November". */
  when(
    period: NamedPeriod,
    texts: { readonly inPeriod: (name: string) => string; readonly onDays: (days: string) => string },
  ): string {
    const hasName =
      (period.unit === 'year' && isWholeYear(period)) ||
      (period.unit === 'month' && this.#isCalendarMonth(period));
    return hasName ? texts.inPeriod(this.brief(period)) : texts.onDays(this.days(period));
  }

  /** "1 – 23 October": the days from the first to the last. */
  days({ from, to }: DayRange): string {
    const today = this.#today();
    const isThisYear = [from, to].every((day) => day.slice(0, 4) === today.slice(0, 4));
    const isOneMonth = monthOf(from) === monthOf(to);
    const format = this.#format({
      day: 'numeric',
      month: isOneMonth ? 'long' : 'short',
      ...(!isThisYear && { year: 'numeric' }),
    });
    return from === to ? format.format(instant(from)) : format.formatRange(instant(from), instant(to));
  }

  /** In the few letters that fit under a column. */
  short({ unit, from }: NamedPeriod): string {
    if (unit === 'year') return yearOf(from);
    return this.#format(unit === 'month' ? { month: 'short' } : { day: 'numeric', month: 'short' }).format(
      instant(from),
    );
  }

  /** Under the first and the last of many columns. */
  medium({ unit, from }: NamedPeriod): string {
    if (unit === 'year') return yearOf(from);
    return this.#format(
      unit === 'month' ? { month: 'short', year: 'numeric' } : { day: 'numeric', month: 'short' },
    ).format(instant(from));
  }

  /** "Monday": 1 is Monday, 7 is Sunday. */
  weekday(weekday: number): string {
    // 1970-01-04 was a Sunday.
    return this.#format({ weekday: 'long' }).format(instant(addDays('1970-01-04', weekday)));
  }

  #isCalendarMonth({ from, to }: DayRange): boolean {
    const setting = this.#setting();
    if (setting.monthStart !== 1) return false;
    const whole = periodOf('month', from, setting);
    return whole.from === from && whole.to === to;
  }

  #format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = JSON.stringify(options);
    let format = this.#formats.get(key);
    if (!format) {
      format = new Intl.DateTimeFormat(this.#language, { ...options, timeZone: 'UTC' });
      this.#formats.set(key, format);
    }
    return format;
  }
}

function isWholeYear({ from, to }: DayRange): boolean {
  return from.endsWith('-01-01') && to.endsWith('-12-31');
}

function yearOf(day: Day): string {
  return String(Number(day.slice(0, 4)));
}

function instant(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}
