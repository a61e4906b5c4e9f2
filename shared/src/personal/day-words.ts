import type { Day } from '../calendar/day.ts';
import { addDays, daysBetween, isDay } from '../calendar/day.ts';
import { FIRST_DAY, LAST_DAY } from './personal-fields.ts';
import type { TypedWord } from './typed-words.ts';
import { foldPhrase, foldWord, phraseLengthAt } from './typed-words.ts';

/** How a language speaks of days, from its message file: several ways to say each, in any case. */
export interface DayWords {
  today: readonly string[];
  yesterday: readonly string[];
  dayBeforeYesterday: readonly string[];
  /** Monday first; of each the full name first, then what else it is called. */
  weekdays: readonly (readonly string[])[];
  /** January first; the full name first. */
  months: readonly (readonly string[])[];
  /** "last", before or after a weekday. */
  last: readonly string[];
  /** "ago", before or after a number of days. */
  ago: readonly string[];
  dayUnits: readonly string[];
  weekUnits: readonly string[];
  /** What follows the figure of a day: "1st". */
  ordinals: readonly string[];
  /** What stands between a day and its month: "1 de mayo". */
  of: readonly string[];
  /** What leads to a day and is part of it: "on friday". */
  on: readonly string[];
}

/** A day that words say. */
export interface DayReading {
  /** How many words say it. */
  count: number;
  day: Day;
  /** Its last figure could be an amount as well: '3/11', '1 march 2000'. */
  isWeak: boolean;
}

/** A month and a day without a year lie at most so far ahead; else the last such day is meant. */
const DAYS_AHEAD = 31;

/** Reads days as people type them. [L19] */
export class DayReader {
  readonly #today: Day;
  readonly #dayBeforeMonth: boolean;
  readonly #phrases: readonly { phrases: readonly (readonly string[])[]; day: Day }[];
  readonly #weekdays: ReadonlyMap<string, number>;
  readonly #months: ReadonlyMap<string, number>;
  readonly #last: ReadonlySet<string>;
  readonly #ago: ReadonlySet<string>;
  readonly #of: ReadonlySet<string>;
  readonly #on: ReadonlySet<string>;
  readonly #unitDays: ReadonlyMap<string, number>;
  readonly #ordinals: ReadonlySet<string>;

  constructor(words: DayWords, today: Day, dayBeforeMonth: boolean) {
    this.#today = today;
    this.#dayBeforeMonth = dayBeforeMonth;
    this.#phrases = [
      { phrases: words.today.map(foldPhrase), day: today },
      { phrases: words.yesterday.map(foldPhrase), day: addDays(today, -1) },
      { phrases: words.dayBeforeYesterday.map(foldPhrase), day: addDays(today, -2) },
    ];
    this.#weekdays = indexNames(words.weekdays);
    this.#months = indexNames(words.months);
    this.#last = new Set(words.last.map(foldWord));
    this.#ago = new Set(words.ago.map(foldWord));
    this.#of = new Set(words.of.map(foldWord));
    this.#on = new Set(words.on.map(foldWord));
    this.#ordinals = new Set(['', '.', ...words.ordinals.map(foldWord)]);
    this.#unitDays = new Map([
      ...words.dayUnits.map((unit) => [foldWord(unit), 1] as const),
      ...words.weekUnits.map((unit) => [foldWord(unit), 7] as const),
    ]);
  }

  /** The days that the words from `at` on may say, the longest reading first. */
  readAt(words: readonly TypedWord[], at: number): DayReading[] {
    const skip = this.#on.has(words[at]?.folded ?? '') ? 1 : 0;
    const readings = [
      ...this.#readPhrases(words, at + skip),
      ...this.#readWeekday(words, at + skip),
      ...this.#readFigures(words[at + skip]),
      ...this.#readAgo(words, at + skip),
      ...this.#readNamedMonth(words, at + skip),
    ];
    return readings
      .filter(({ day }) => isDay(day) && day >= FIRST_DAY && day <= LAST_DAY)
      .map((reading) => ({ ...reading, count: reading.count + skip }))
      .sort((a, b) => b.count - a.count);
  }

  /** The number of a month that a word names, 1 to 12. */
  monthNamed(word: TypedWord | undefined): number | undefined {
    return this.#months.get(withoutDot(word?.folded ?? ''));
  }

  #readPhrases(words: readonly TypedWord[], at: number): DayReading[] {
    return this.#phrases
      .map(({ phrases, day }) => ({ count: phraseLengthAt(words, at, phrases), day, isWeak: false }))
      .filter(({ count }) => count > 0);
  }

  /** The last such weekday: today counts, unless "last" is said. */
  #readWeekday(words: readonly TypedWord[], at: number): DayReading[] {
    const isLastFirst = this.#last.has(words[at]?.folded ?? '');
    const weekday = this.#weekdays.get(withoutDot(words[at + (isLastFirst ? 1 : 0)]?.folded ?? ''));
    if (weekday === undefined) return [];
    const isLast = isLastFirst || this.#last.has(words[at + 1]?.folded ?? '');
    // 0001-01-01 was a Monday.
    const since = (((daysBetween('0001-01-01', this.#today) - weekday) % 7) + 7) % 7;
    const day = addDays(this.#today, -(isLast && since === 0 ? 7 : since));
    return [{ count: isLast ? 2 : 1, day, isWeak: false }];
  }

  #readFigures(word: TypedWord | undefined): DayReading[] {
    const text = word?.normal.replace(/,+$/, '') ?? '';
    const found = (day: Day | null, isWeak = false): DayReading[] =>
      day === null ? [] : [{ count: 1, day, isWeak }];
    const iso = /^(\d{4})([-/.])(\d\d?)\2(\d\d?)$/.exec(text);
    if (iso) return found(toDay(iso[1], iso[3], iso[4]));
    const whole = /^(\d\d?)([-/.])(\d\d?)\2(\d{4}|\d\d)$/.exec(text);
    // A short year after dashes is a calculation.
    if (whole && !(whole[2] === '-' && whole[4]?.length === 2)) {
      const year = whole[4]?.length === 2 ? `20${whole[4]}` : whole[4];
      return found(this.#inOrder(whole[1], whole[3], (month, day) => toDay(year, month, day)));
    }
    const short = /^(\d\d?)(?:\/(\d\d?)|\.(\d\d?)\.)$/.exec(text);
    if (short) {
      const second = short[2] ?? short[3];
      const day = this.#inOrder(short[1], second, (month, date) =>
        this.#nearest(Number(month), Number(date)),
      );
      return found(day, short[2] !== undefined);
    }
    const back = /^-(\d{1,4})(\p{L}+)$/u.exec(text);
    const unit = this.#unitDays.get(foldWord(back?.[2] ?? ''));
    return back && unit !== undefined ? found(this.#back(Number(back[1]) * unit)) : [];
  }

  /** In the order of the locale; in the other one when that makes no day. */
  #inOrder(
    first: string | undefined,
    second: string | undefined,
    read: (month: string | undefined, day: string | undefined) => Day | null,
  ): Day | null {
    const [dayFirst, monthFirst] = [() => read(second, first), () => read(first, second)];
    return this.#dayBeforeMonth ? (dayFirst() ?? monthFirst()) : (monthFirst() ?? dayFirst());
  }

  /** "3 days ago", "vor 3 Tagen". */
  #readAgo(words: readonly TypedWord[], at: number): DayReading[] {
    const isAgoFirst = this.#ago.has(words[at]?.folded ?? '');
    const from = at + (isAgoFirst ? 1 : 0);
    const number = /^\d{1,4}$/.exec(words[from]?.normal ?? '');
    const unit = this.#unitDays.get(words[from + 1]?.folded ?? '');
    if (!number || unit === undefined || !(isAgoFirst || this.#ago.has(words[from + 2]?.folded ?? '')))
      return [];
    const day = this.#back(Number(number[0]) * unit);
    return day === null ? [] : [{ count: 3, day, isWeak: false }];
  }

  #readNamedMonth(words: readonly TypedWord[], at: number): DayReading[] {
    const monthFirst = this.monthNamed(words[at]);
    const ofCount = monthFirst === undefined && this.#of.has(words[at + 1]?.folded ?? '') ? 1 : 0;
    const month = monthFirst ?? this.monthNamed(words[at + 1 + ofCount]);
    const date = this.#dayOfMonth(words[monthFirst === undefined ? at : at + 1]);
    if (month === undefined || date === null) return [];
    // In "1 march 12" the day is said already, unless the locale says the month first or there is an ordinal.
    const isSaid =
      monthFirst !== undefined && this.#dayBeforeMonth && this.#dayOfMonth(words[at - 1]) !== null;
    if (isSaid && /^\d+,*$/.test(words[at + 1]?.normal ?? '')) return [];
    const count = 2 + ofCount;
    const year = /^\d{4}$/.exec(words[at + count]?.normal.replace(/,+$/, '') ?? '')?.[0];
    const inYear = year === undefined ? null : toDay(year, String(month), String(date));
    const plain = this.#nearest(month, date);
    return [
      ...(inYear ? [{ count: count + 1, day: inYear, isWeak: true }] : []),
      ...(plain ? [{ count, day: plain, isWeak: false }] : []),
    ];
  }

  #dayOfMonth(word: TypedWord | undefined): number | null {
    const found = /^(\d\d?)(\p{L}*\.?|º|ª)$/u.exec(word?.normal.replace(/,+$/, '') ?? '');
    const date = Number(found?.[1] ?? 0);
    return found && date >= 1 && date <= 31 && this.#ordinals.has(foldWord(found[2] ?? '')) ? date : null;
  }

  #back(days: number): Day | null {
    return days > daysBetween(FIRST_DAY, this.#today) ? null : addDays(this.#today, -days);
  }

  /** The last such day, or the coming one when that is near; a 29 February may lie years back. */
  #nearest(month: number, date: number): Day | null {
    const thisYear = Number(this.#today.slice(0, 4));
    for (let year = thisYear + 1; year > thisYear - 9; year--) {
      const day = toDay(String(year), String(month), String(date));
      if (day && daysBetween(this.#today, day) <= DAYS_AHEAD) return day;
    }
    return null;
  }
}

function toDay(year = '', month = '', date = ''): Day | null {
  const day = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : null;
}

/** The place of each name in the list; an abbreviation's dot makes no difference. */
function indexNames(names: readonly (readonly string[])[]): Map<string, number> {
  const base = names.length === 12 ? 1 : 0;
  return new Map(
    names.flatMap((ways, i) => ways.map((name) => [withoutDot(foldWord(name)), i + base] as const)),
  );
}

function withoutDot(folded: string): string {
  return folded.replace(/\.$/, '');
}
