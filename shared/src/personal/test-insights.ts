import type { Day } from '../calendar/day.ts';
import {
  compareCategories,
  largestExpenses,
  spentByPeriod,
  spentBySource,
  spentByTag,
  spentByWeekday,
} from './insight-figures.ts';
import type { PeriodSetting, PeriodUnit } from './periods.ts';
import { comparablePart, periodOf, periodsIn, shiftPeriod } from './periods.ts';
import type { PersonalKind } from './personal-entry.ts';
import type { DayRange } from './totals.ts';
import { spentByCategory, totalsByCurrency } from './totals.ts';
import { countEntries, frequentTitles, reviewYear } from './year-review.ts';

/** An entry of a generated ledger. */
interface RawEntry {
  readonly id: string;
  readonly kind: PersonalKind;
  readonly amountMinor: number;
  readonly currency: string;
  readonly category: string;
  readonly day: Day;
  readonly title: string;
  readonly tags: readonly string[];
  readonly classId: string | null;
  readonly deleted: boolean;
  readonly unreadable: boolean;
}

const DAY_MS = 86_400_000;
/** Month ends, leap days, days on which clocks change in several countries, and the turns of years. */
const oddDays = [
  '2023-12-31',
  '2024-01-01',
  '2024-02-28',
  '2024-02-29',
  '2024-03-01',
  '2024-03-10',
  '2024-03-31',
  '2024-10-27',
  '2024-11-03',
  '2024-12-31',
  '2025-01-01',
  '2025-01-31',
  '2025-02-28',
  '2025-03-01',
  '2025-03-09',
  '2025-03-30',
  '2025-04-30',
];
const currencies = ['CHF', 'CHF', 'JPY', 'KWD'];
const kinds: readonly PersonalKind[] = ['expense', 'expense', 'expense', 'income', 'refund'];

/** Numbers from 0 to below 2^32, always the same ones for a seed. (mulberry32) */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
}

/** Days since 1970, by the clock of the platform. */
const numberOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
const dayAt = (number: number): Day => new Date(number * DAY_MS).toISOString().slice(0, 10);

/**
 * Draws a ledger and questions about it from a seed, and compares every figure with a recomputation from the entries.
 * Answers with what differs, and with all figures as one text.
 */
export function checkInsights(seed: number): { wrong: string[]; figures: string } {
  const next = numbersFrom(seed);
  const below = (count: number): number => next() % count;
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const anyDay = (): Day => (below(2) === 0 ? pick(oddDays) : dayAt(numberOf('2023-11-01') + below(600)));

  const entries = Array.from({ length: below(16) }, (_, at): RawEntry => {
    const tags = [['a'], ['b'], ['a', 'b'], [], [], []];
    return {
      id: `e_${String(at)}`,
      kind: pick(kinds),
      amountMinor: below(8) === 0 ? 10 ** 12 - below(3) : 1 + below(5_000),
      currency: pick(currencies),
      category: pick(['food', 'fun', 'home', '']),
      day: anyDay(),
      title: pick(['', 'bread', 'milk', 'rent']),
      tags: pick(tags),
      classId: pick([null, null, 'c_one', 'c_two']),
      deleted: below(9) === 0,
      unreadable: below(12) === 0,
    };
  });
  const setting: PeriodSetting = { weekStart: 1 + below(7), monthStart: 1 + below(31) };
  const unit: PeriodUnit = pick(['week', 'month', 'year']);
  const today = anyDay();
  const currency = pick(currencies);
  const period = periodOf(unit, anyDay(), setting);
  const before = shiftPeriod(period, -1, setting);
  const part = comparablePart(period, today, setting);

  const counted = entries.filter(({ deleted, unreadable }) => !deleted && !unreadable);
  const inRange = ({ from, to }: DayRange): RawEntry[] =>
    counted.filter((entry) => entry.currency === currency && entry.day >= from && entry.day <= to);
  const signed = ({ kind, amountMinor }: RawEntry): bigint =>
    kind === 'income' ? 0n : kind === 'refund' ? -BigInt(amountMinor) : BigInt(amountMinor);
  const sumOf = (list: readonly RawEntry[]): bigint => list.reduce((sum, one) => sum + signed(one), 0n);
  const sum = (rows: readonly { amountMinor: bigint }[]): bigint =>
    rows.reduce((total, { amountMinor }) => total + amountMinor, 0n);

  const wrong: string[] = [];
  const figures: string[] = [];
  const same = (what: string, is: unknown, should: unknown): void => {
    const [a, b] = [toText(is), toText(should)];
    figures.push(`${what} ${a}`);
    if (a !== b) wrong.push(`seed ${String(seed)}, ${what}: ${a} instead of ${b}`);
  };

  const own = inRange(period);
  const spending = own.filter(({ kind }) => kind !== 'income');
  const total = sumOf(own);
  const of = (kind: PersonalKind): bigint =>
    own.reduce((all, one) => (one.kind === kind ? all + BigInt(one.amountMinor) : all), 0n);

  const totals = totalsByCurrency(entries, period).get(currency);
  same('out', totals?.outMinor ?? 0n, of('expense'));
  same('in', totals?.inMinor ?? 0n, of('income'));
  same('back', totals?.refundMinor ?? 0n, of('refund'));
  same('spent', totals?.spentMinor ?? 0n, total);

  const span = { from: shiftPeriod(period, -11, setting).from, to: period.to };
  const periods = periodsIn(span, unit, setting, 12);
  const overTime = spentByPeriod(entries, currency, periods);
  same(
    'periods',
    overTime.map(({ amountMinor }) => amountMinor),
    periods.map((one) => sumOf(inRange(one))),
  );
  same('all periods', sum(overTime), sumOf(inRange(span)));
  same(
    'no gaps',
    periods.slice(1).map(({ from }) => from),
    periods.slice(0, -1).map(({ to }) => dayAt(numberOf(to) + 1)),
  );

  const byCategory = spentByCategory(entries, currency, period);
  for (const { category, amountMinor } of byCategory)
    same(`category ${category}`, amountMinor, sumOf(own.filter((one) => one.category === category)));
  same('all categories', sum(byCategory), total);

  const byWeekday = spentByWeekday(entries, currency, period, setting.weekStart);
  for (const { weekday, dayCount, amountMinor, averageMinor } of byWeekday) {
    const isOne = (number: number): boolean => new Date(number * DAY_MS).getUTCDay() === weekday % 7;
    const days = Array.from(
      { length: numberOf(period.to) - numberOf(period.from) + 1 },
      (_, i) => numberOf(period.from) + i,
    ).filter(isOne).length;
    const minor = sumOf(own.filter(({ day }) => isOne(numberOf(day))));
    same(`weekday ${String(weekday)}`, [dayCount, amountMinor], [days, minor]);
    const [twice, around] = [averageMinor * 2n * BigInt(days), minor * 2n];
    same('average', days === 0 || (twice - around <= BigInt(days) && around - twice <= BigInt(days)), true);
  }
  same('all weekdays', sum(byWeekday), total);

  const { byTag, untaggedMinor } = spentByTag(entries, currency, period);
  for (const { tag, amountMinor } of byTag)
    same(`tag ${tag}`, amountMinor, sumOf(own.filter(({ tags }) => tags.includes(tag))));
  same('tags', byTag.length, new Set(spending.flatMap(({ tags }) => tags)).size);
  same('untagged', untaggedMinor, sumOf(own.filter(({ tags }) => tags.length === 0)));

  const bySource = spentBySource(entries, currency, period);
  for (const { classId, amountMinor } of bySource)
    same(`class ${String(classId)}`, amountMinor, sumOf(own.filter((one) => one.classId === classId)));
  same('all classes', sum(bySource), total);

  const earlier = spentByCategory(entries, currency, part);
  const compared = compareCategories(byCategory, earlier);
  for (const { category, firstMinor, secondMinor } of compared)
    same(
      `compared ${category}`,
      [firstMinor, secondMinor],
      [period, part].map((range) => sumOf(inRange(range).filter((one) => one.category === category))),
    );
  same('compared first', sum(compared.map(({ firstMinor }) => ({ amountMinor: firstMinor }))), total);
  same(
    'compared second',
    sum(compared.map(({ secondMinor }) => ({ amountMinor: secondMinor }))),
    sumOf(inRange(part)),
  );
  same('comparable', part.from === before.from && part.to <= before.to, true);

  same(
    'largest',
    largestExpenses(entries, currency, period, 3).map(({ amountMinor }) => amountMinor),
    own
      .filter(({ kind }) => kind === 'expense')
      .map(({ amountMinor }) => amountMinor)
      .sort((a, b) => b - a)
      .slice(0, 3),
  );

  const review = reviewYear(entries, entries, currency, period, part);
  same('net', review.netMinor, of('income') - total);
  same('entries', [review.entryCount, countEntries(entries, currency, period)], [own.length, own.length]);
  const months = [...new Set(own.map(({ day }) => day.slice(0, 7)))].map((month) =>
    sumOf(own.filter(({ day }) => day.startsWith(month))),
  );
  same(
    'busiest',
    review.busiestMonth?.amountMinor ?? 0n,
    months.reduce((most, one) => (one > most ? one : most), 0n),
  );
  same(
    'top',
    review.topCategories.map(({ amountMinor }) => amountMinor),
    byCategory
      .map(({ amountMinor }) => amountMinor)
      .filter((minor) => minor > 0n)
      .slice(0, 3),
  );
  const spentDays = new Set(own.filter(({ kind }) => kind === 'expense').map(({ day }) => day));
  same('free days', review.daysWithoutSpending, review.dayCount - spentDays.size);
  const { biggestChange: biggest } = review;
  const far = (row: { firstMinor: bigint; secondMinor: bigint }): bigint => {
    const change = row.firstMinor - row.secondMinor;
    return change < 0n ? -change : change;
  };
  same(
    'change',
    biggest ? far(biggest) : 0n,
    earlier.length === 0 ? 0n : compared.map(far).reduce((most, one) => (one > most ? one : most), 0n),
  );
  const titles = own.map(({ title }) => title);
  for (const { title, count } of frequentTitles(titles, 3))
    same(`title ${title}`, count, titles.filter((one) => one === title).length);

  return { wrong, figures: figures.join('\n') };
}

/** As `checkInsights`, of many seeds; a small number stands for all their figures. */
export function checkManyInsights(count: number): { wrong: string[]; mark: number } {
  const wrong: string[] = [];
  let mark = 0;
  for (let seed = 1; seed <= count; seed++) {
    const found = checkInsights(seed);
    wrong.push(...found.wrong);
    for (let i = 0; i < found.figures.length; i++)
      mark = (Math.imul(mark, 31) + found.figures.charCodeAt(i)) | 0;
  }
  return { wrong, mark };
}

function toText(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `${String(each)}n` : each));
}
