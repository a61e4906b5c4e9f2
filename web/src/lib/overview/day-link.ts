import type { Day } from '@tallybook/shared/calendar/day';

/** The list of expenses with what was logged on one day, shares in classes too where there are any. */
export function linkToDay(day: Day, withShares: boolean): string {
  const filter = JSON.stringify({ from: day, to: day });
  const query = new URLSearchParams({ filter, ...(withShares && { shares: '1' }) });
  return `/expenses?${query}`;
}
