import type { Day } from '../calendar/day.ts';
import {
  addDays,
  addMonths,
  daysBetween,
  daysInMonth,
  isDay,
  monthOf,
  sameDayInMonth,
} from '../calendar/day.ts';
import type { RecurrenceRule, RecurrenceUnit } from '../calendar/recurrence.ts';
import { isOccurrence } from './plan-of-entry.ts';
import type { PersonalKind } from './personal-entry.ts';

/** An entry as it is looked at here. */
export interface ComparedEntry {
  readonly id: string;
  /** Folded by `foldQuery`. */
  readonly title: string;
  readonly kind: PersonalKind;
  readonly currency: string;
  readonly category: string;
  readonly day: Day;
  readonly amountMinor: number;
}

/** A recurring plan that entries look like. */
export interface FoundRecurring {
  /** What it is declined by: one suggestion per title, kind and currency. */
  readonly key: string;
  /** The newest entry of the series. */
  readonly entry: ComparedEntry;
  readonly rule: RecurrenceRule;
  /** Nothing before this day is to be made: the entries are there already. */
  readonly since: Day;
  /** How many entries are in it. */
  readonly count: number;
}

interface Rhythm {
  readonly unit: RecurrenceUnit;
  readonly every: number;
  readonly least: number;
  /** Up to how many days an entry may be off its day: for weekends and late bookings. */
  readonly slack: number;
  readonly lengthInDays: number;
}

const rhythms: readonly Rhythm[] = [
  { unit: 'week', every: 1, least: 3, slack: 1, lengthInDays: 7 },
  { unit: 'week', every: 2, least: 3, slack: 2, lengthInDays: 14 },
  { unit: 'month', every: 1, least: 3, slack: 3, lengthInDays: 30 },
  { unit: 'month', every: 3, least: 3, slack: 4, lengthInDays: 91 },
  { unit: 'month', every: 6, least: 3, slack: 4, lengthInDays: 182 },
  { unit: 'year', every: 1, least: 2, slack: 3, lengthInDays: 365 },
];

/** Different amounts under one title, of which the newest are looked at: a shop's subscription among its purchases. */
const MOST_AMOUNTS = 4;

/** Which entries a plan or a suggestion is about, as text. */
export function recurringKey({
  title,
  kind,
  currency,
}: Pick<ComparedEntry, 'title' | 'kind' | 'currency'>): string {
  return `${kind} ${currency} ${title}`;
}

/**
 * Entries that look recurring and are not yet: at least three of one title, kind and currency, two where it is a year, at a
 * regular distance up to the newest, which is not older than one and a half of it, with amounts within 10 %. `known`:
 * the keys of plans and of what was declined. The newest first; the order of the entries makes no difference. [L49]
 */
export function findRecurring(
  entries: Iterable<ComparedEntry>,
  today: Day,
  known: ReadonlySet<string>,
): FoundRecurring[] {
  const byKey = new Map<string, ComparedEntry[]>();
  for (const entry of entries) {
    if (entry.title === '' || entry.currency === '' || entry.amountMinor <= 0 || isOccurrence(entry.id))
      continue;
    const key = recurringKey(entry);
    if (known.has(key)) continue;
    const alike = byKey.get(key);
    if (alike) alike.push(entry);
    else byKey.set(key, [entry]);
  }
  const found: FoundRecurring[] = [];
  for (const [key, alike] of byKey) {
    const series = findSeries(alike, today);
    if (series) found.push({ key, ...series });
  }
  return found.sort((a, b) => newestFirst(a.entry, b.entry));
}

type Series = Omit<FoundRecurring, 'key'>;

function findSeries(alike: readonly ComparedEntry[], today: Day): Series | null {
  let rest = [...alike].sort(newestFirst);
  for (let tried = 0; tried < MOST_AMOUNTS; tried++) {
    const [newest] = rest;
    if (!newest || rest.length < 2) return null;
    const near = rest.filter((entry) => isNear(entry, newest));
    for (const rhythm of rhythms) {
      const series = readSeries(near, rhythm, today);
      if (series) return series;
    }
    rest = rest.filter((entry) => !isNear(entry, newest));
  }
  return null;
}

function isNear({ amountMinor }: ComparedEntry, newest: ComparedEntry): boolean {
  return Math.abs(amountMinor - newest.amountMinor) * 10 <= newest.amountMinor;
}

/** The longest regular series that ends with the newest entry, if it is long enough and still goes on. */
function readSeries(near: readonly ComparedEntry[], rhythm: Rhythm, today: Day): Series | null {
  const [newest] = near;
  if (!newest || near.length < rhythm.least) return null;
  if (2 * daysBetween(newest.day, today) > 3 * rhythm.lengthInDays) return null;
  let best: { beat: Beat; count: number; off: number } | null = null;
  for (const beat of beatsAround(newest.day, rhythm)) {
    let [count, off] = [0, 0];
    for (const { day } of near) {
      const distance = Math.abs(daysBetween(beat.dayBefore(count), day));
      if (distance > rhythm.slack) break;
      off += distance;
      count++;
    }
    const isBetter = !best || count > best.count || (count === best.count && off < best.off);
    if (count >= rhythm.least && isBetter) best = { beat, count, off };
  }
  if (!best) return null;
  const { unit, every } = rhythm;
  const due = best.beat.dayBefore(0);
  const since = addDays(due > newest.day ? due : newest.day, 1);
  return { entry: newest, rule: { every, unit, anchor: best.beat.anchor }, since, count: best.count };
}

/** A regular series of days that the newest entry may be one of. */
interface Beat {
  /** The first day of a rule that goes on with it. */
  readonly anchor: Day;
  /** The day `steps` steps before that of the newest entry. */
  readonly dayBefore: (steps: number) => Day;
}

/** All beats of a rhythm with a day so close to this one, the closest first. */
function beatsAround(day: Day, rhythm: Rhythm): Beat[] {
  const offsets = Array.from({ length: 2 * rhythm.slack + 1 }, (_, at) => at - rhythm.slack);
  offsets.sort((a, b) => Math.abs(a) - Math.abs(b));
  return offsets.flatMap((offset) => beatsOn(addDays(day, offset), rhythm));
}

function beatsOn(day: Day, { unit, every }: Rhythm): Beat[] {
  const month = monthOf(day);
  switch (unit) {
    case 'day':
    case 'week': {
      const length = unit === 'week' ? 7 * every : every;
      return [{ anchor: day, dayBefore: (steps) => addDays(day, -steps * length) }];
    }
    case 'year':
      return [
        { anchor: day, dayBefore: (steps) => sameDayInMonth(day, addMonths(month, -12 * every * steps)) },
      ];
    case 'month': {
      const number = Number(day.slice(8));
      // The last of a month may stand for any later day that the month is too short for.
      const last = number === daysInMonth(month) ? 31 : number;
      return Array.from({ length: last - number + 1 }, (_, at) => {
        const wanted = String(number + at).padStart(2, '0');
        // A rule on the 31st keeps to it, so it begins in a month of its own that has one.
        let begun = month;
        while (!isDay(`${begun}-${wanted}`)) begun = addMonths(begun, -every);
        const anchor = `${begun}-${wanted}`;
        return { anchor, dayBefore: (steps) => sameDayInMonth(anchor, addMonths(month, -every * steps)) };
      });
    }
  }
}

function newestFirst(a: ComparedEntry, b: ComparedEntry): number {
  if (a.day !== b.day) return a.day > b.day ? -1 : 1;
  return a.id > b.id ? -1 : 1;
}
