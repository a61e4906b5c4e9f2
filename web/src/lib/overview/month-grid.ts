import { addDays, daysBetween, type Day } from '@tallybook/shared/calendar/day';
import type { DayRange } from '@tallybook/shared/personal/totals';
import type { StretchSpending } from './overview-figures.ts';

/** The days of a calendar in weeks: `null` where another period's would be. */
export function weeksOf({ from, to }: DayRange, weekStart: number): (Day | null)[][] {
  // 0001-01-01 was a Monday.
  const lead = (daysBetween('0001-01-01', from) - (weekStart - 1) + 7) % 7;
  const cells: (Day | null)[] = Array.from({ length: lead }, () => null);
  for (let day = from; day <= to; day = addDays(day, 1)) cells.push(day);
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

const TONES = 4;

/**
 * How strongly each day stands out, 1 to 4, of those with spending: a quarter of them each, since one day with the rent
 * would leave all others equally pale. Equal sums stand out equally.
 */
export function tonesOf(days: readonly StretchSpending[]): ReadonlyMap<Day, number> {
  const spent = days.filter(({ amountMinor }) => amountMinor > 0n);
  const sums = spent.map(({ amountMinor }) => amountMinor).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const toneOf = (minor: bigint): number => {
    const above = sums.length - sums.lastIndexOf(minor) - 1;
    return TONES - Math.floor((above * TONES) / sums.length);
  };
  return new Map(spent.map(({ key, amountMinor }) => [key, toneOf(amountMinor)]));
}
