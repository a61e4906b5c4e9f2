import type { Day } from '../calendar/day.ts';
import { addDays, addMonths, daysBetween, firstDay, lastDay, monthOf } from '../calendar/day.ts';
import type { DayWords } from './day-words.ts';
import { DayReader } from './day-words.ts';
import { FIRST_DAY, LAST_DAY } from './personal-fields.ts';
import type { DayRange } from './totals.ts';
import type { TypedWord } from './typed-words.ts';
import { foldPhrase, foldWord, phraseLengthAt, splitWords } from './typed-words.ts';

/** How a language speaks of weeks, months and years, besides days. */
export interface RangeWords {
  days: DayWords;
  thisWeek: readonly string[];
  lastWeek: readonly string[];
  thisMonth: readonly string[];
  lastMonth: readonly string[];
  thisYear: readonly string[];
  lastYear: readonly string[];
}

export interface RangeSetting {
  words: RangeWords;
  today: Day;
  dayBeforeMonth: boolean;
  /** On which day weeks begin: 0 Monday to 6 Sunday. */
  firstWeekday: number;
}

export interface RangeReading {
  /** How many words say it. */
  count: number;
  range: DayRange;
}

/**
 * Reads days, weeks, months and years as people search for them. Names that stand alone count in full only, or "mar"
 * on the way to "market" would be March. [L27]
 */
export class RangeReader {
  readonly #today: Day;
  readonly #days: DayReader;
  readonly #fullMonths: ReadonlySet<string>;
  readonly #phrases: readonly { phrases: readonly (readonly string[])[]; range: DayRange }[];

  constructor({ words, today, dayBeforeMonth, firstWeekday }: RangeSetting) {
    this.#today = today;
    const weekdays = words.days.weekdays.map((names) => names.slice(0, 1));
    this.#days = new DayReader({ ...words.days, weekdays }, today, dayBeforeMonth);
    this.#fullMonths = new Set(words.days.months.map(([name = '']) => foldWord(name)));
    // 0001-01-01 was a Monday.
    const sinceWeekBegan = (((daysBetween('0001-01-01', today) - firstWeekday) % 7) + 7) % 7;
    const week = addDays(today, -sinceWeekBegan);
    const month = monthOf(today);
    const year = Number(today.slice(0, 4));
    this.#phrases = [
      { phrases: words.thisWeek.map(foldPhrase), range: { from: week, to: addDays(week, 6) } },
      { phrases: words.lastWeek.map(foldPhrase), range: { from: addDays(week, -7), to: addDays(week, -1) } },
      { phrases: words.thisMonth.map(foldPhrase), range: rangeOfMonth(month) },
      { phrases: words.lastMonth.map(foldPhrase), range: rangeOfMonth(addMonths(month, -1)) },
      { phrases: words.thisYear.map(foldPhrase), range: rangeOfYear(String(year)) },
      { phrases: words.lastYear.map(foldPhrase), range: rangeOfYear(String(year - 1).padStart(4, '0')) },
    ];
  }

  /** The longest range that the words from `at` on say. */
  readAt(words: readonly TypedWord[], at: number): RangeReading | null {
    const readings: RangeReading[] = this.#phrases.map(({ phrases, range }) => ({
      count: phraseLengthAt(words, at, phrases),
      range,
    }));
    for (const { count, day } of this.#days.readAt(words, at))
      readings.push({ count, range: { from: day, to: day } });
    readings.push(...this.#readMonth(words, at), ...readFigures(words[at]));
    return readings.reduce<RangeReading | null>(
      (best, reading) => (reading.count > (best?.count ?? 0) ? reading : best),
      null,
    );
  }

  /** A range that is a text as a whole, such as one end of '2026-01..2026-03'. */
  readWhole(text: string): DayRange | null {
    const words = splitWords(text);
    const reading = this.readAt(words, 0);
    return reading?.count === words.length ? reading.range : null;
  }

  /** "march 2026", or the last March that has begun. */
  #readMonth(words: readonly TypedWord[], at: number): RangeReading[] {
    const number = this.#days.monthNamed(words[at]);
    if (number === undefined) return [];
    const year = /^\d{4}$/.exec(words[at + 1]?.normal ?? '')?.[0];
    const pad = String(number).padStart(2, '0');
    if (year !== undefined && isYear(year)) return [{ count: 2, range: rangeOfMonth(`${year}-${pad}`) }];
    if (!this.#fullMonths.has(words[at]?.folded ?? '')) return [];
    const month = `${this.#today.slice(0, 4)}-${pad}`;
    const range = rangeOfMonth(month > monthOf(this.#today) ? addMonths(month, -12) : month);
    return [{ count: 1, range }];
  }
}

function readFigures(word: TypedWord | undefined): RangeReading[] {
  const [, year, month] = /^(\d{4})(?:[-/](\d\d?))?$/.exec(word?.normal ?? '') ?? [];
  if (year === undefined || !isYear(year)) return [];
  if (month === undefined) return [{ count: 1, range: rangeOfYear(year) }];
  const isMonth = Number(month) >= 1 && Number(month) <= 12;
  return isMonth ? [{ count: 1, range: rangeOfMonth(`${year}-${month.padStart(2, '0')}`) }] : [];
}

/** A year that an entry can lie in: other numbers of four digits are text. */
function isYear(year: string): boolean {
  return year >= FIRST_DAY.slice(0, 4) && year <= LAST_DAY.slice(0, 4);
}

function rangeOfMonth(month: string): DayRange {
  return { from: firstDay(month), to: lastDay(month) };
}

function rangeOfYear(year: string): DayRange {
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}
