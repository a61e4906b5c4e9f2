import { describe, expect, it } from 'vitest';
import { makeEntry } from '$lib/entries/entry-fixture.ts';
import { groupByDay } from './group-by-day.ts';

const entryOn = (day: string, id: string) => makeEntry({ day, id, title: id });

const entries = [
  entryOn('2026-11-02', 'd'),
  entryOn('2026-11-02', 'c'),
  entryOn('2026-11-01', 'b'),
  entryOn('2026-10-31', 'a'),
];

describe('groupByDay', () => {
  it('puts days under their months and keeps the order of the ledger', () => {
    const { months, shown } = groupByDay(entries, 10);
    expect(
      months.map(({ month, days }) => [month, days.map(({ entries }) => entries.map(({ id }) => id))]),
    ).toEqual([
      ['2026-11', [['d', 'c'], ['b']]],
      ['2026-10', [['a']]],
    ]);
    expect(shown).toBe(4);
  });

  it('finishes a day that the limit falls into, so that its total is whole', () => {
    const { months, shown } = groupByDay(entries, 1);
    expect(months).toEqual([
      { month: '2026-11', days: [{ day: '2026-11-02', entries: entries.slice(0, 2) }] },
    ]);
    expect(shown).toBe(2);
  });

  it('has no groups for no entries', () => {
    expect(groupByDay([], 50)).toEqual({ months: [], shown: 0 });
  });
});
