/** A calendar day 'YYYY-MM-DD' without a zone, years 0001 to 9999. Sorts by code unit. */
export type Day = string;
/** A calendar month 'YYYY-MM'. */
export type Month = string;

const LAST_DAY_NUMBER = 3_652_058;

/** Whether a text is a day that exists in the proleptic Gregorian calendar. [C1] */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const { year, month, day } = parts(text);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);
}

/** The day `n` days later (earlier when negative). Throws outside the years 0001 to 9999. */
export function addDays(day: Day, n: number): Day {
  return dayFromNumber(dayNumber(day) + n);
}

/** Days from `a` to `b`: positive when `b` is later. */
export function daysBetween(a: Day, b: Day): number {
  return dayNumber(b) - dayNumber(a);
}

/** The month that a day lies in. */
export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

/** The month `n` months later (earlier when negative). Throws outside the years 0001 to 9999. */
export function addMonths(month: Month, n: number): Month {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + n;
  const year = Math.floor(count / 12);
  if (!(year >= 1 && year <= 9999)) throw new RangeError(`No month ${String(n)} months from ${month}`);
  return `${pad(year, 4)}-${pad(count - year * 12 + 1, 2)}`;
}

/** The first day of a month. */
export function firstDay(month: Month): Day {
  return `${month}-01`;
}

/** The last day of a month. */
export function lastDay(month: Month): Day {
  return `${month}-${pad(daysInMonth(month), 2)}`;
}

/** How many days a month has, 28 to 31. */
export function daysInMonth(month: Month): number {
  return monthLength(Number(month.slice(0, 4)), Number(month.slice(5, 7)));
}

/** The day of `month` with the same number as `day`, or the month's last day when it is shorter. [C3] */
export function sameDayInMonth(day: Day, month: Month): Day {
  return `${month}-${pad(Math.min(Number(day.slice(8, 10)), daysInMonth(month)), 2)}`;
}

/** The day in UTC of a time in ms since 1970, held within the years 0001 to 9999. */
export function utcDayOf(epochMs: number): Day {
  const number = Math.floor(epochMs / 86_400_000) + dayNumber('1970-01-01');
  return dayFromNumber(Math.max(0, Math.min(number, LAST_DAY_NUMBER)));
}

function parts(day: Day): { year: number; month: number; day: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

function monthLength(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

// Years that begin on 1 March put the leap day last, so that days before a month are a straight line:
// H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil and civil_from_days.
const MARCH_EPOCH = 306;

/** Days since 0001-01-01. */
function dayNumber(text: Day): number {
  const { year, month, day } = parts(text);
  const marchYear = month > 2 ? year : year - 1;
  const fromMarch = (month + 9) % 12;
  const leaps = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leaps + Math.floor((fromMarch * 153 + 2) / 5) + day - 1 - MARCH_EPOCH;
}

function dayFromNumber(number: number): Day {
  if (!(number >= 0 && number <= LAST_DAY_NUMBER))
    throw new RangeError(`No day ${String(number)} of the calendar`);
  const shifted = number + MARCH_EPOCH;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((ofYear * 5 + 2) / 153);
  const day = ofYear - Math.floor((fromMarch * 153 + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return `${pad(era * 400 + yearOfEra + (month <= 2 ? 1 : 0), 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
