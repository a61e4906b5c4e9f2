import { describe, expect, it } from 'vitest';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import { makeEntry } from '$lib/entries/entry-fixture.ts';
import { overviewOfMonth } from './month-overview.ts';

const entry = (day: string, amountMinor: number, rest: Partial<PersonalEntry> = {}) =>
  makeEntry({ id: `e_${day}${String(amountMinor)}`, day, amountMinor, ...rest });

describe('overviewOfMonth', () => {
  it('compares with last month up to the same day', () => {
    const entries = [
      entry('2026-11-02', 500),
      entry('2026-10-22', 300),
      entry('2026-10-23', 9_999),
      entry('2026-09-30', 7),
    ];
    const { totals, before } = overviewOfMonth(entries, '2026-11-22', 'EUR');
    expect(totals.spentMinor).toBe(500n);
    expect(before).toEqual({ month: '2026-10', untilDay: '2026-10-22', spentMinor: 300n });
  });

  it('compares the last day of a short month with the whole month before', () => {
    const { before } = overviewOfMonth([entry('2026-10-31', 4)], '2026-11-30', 'EUR');
    expect(before).toEqual({ month: '2026-10', untilDay: '2026-10-31', spentMinor: 4n });
  });

  it('compares 31 March with the whole of February', () => {
    const { before } = overviewOfMonth([entry('2026-02-28', 4)], '2026-03-31', 'EUR');
    expect(before?.untilDay).toBe('2026-02-28');
  });

  it('has nothing to compare with where nothing was logged', () => {
    expect(overviewOfMonth([entry('2026-11-01', 1)], '2026-11-22', 'EUR').before).toBeNull();
  });

  it('does not count what is dated after today', () => {
    expect(overviewOfMonth([entry('2026-11-23', 1)], '2026-11-22', 'EUR').totals.spentMinor).toBe(0n);
  });

  it('takes refunds off the spending and keeps income apart', () => {
    const entries = [
      entry('2026-11-01', 1000),
      entry('2026-11-02', 300, { kind: 'refund' }),
      entry('2026-11-03', 5000, { kind: 'income', category: 'salary' }),
    ];
    expect(overviewOfMonth(entries, '2026-11-22', 'EUR').totals).toEqual({
      spentMinor: 700n,
      outMinor: 1000n,
      inMinor: 5000n,
      refundMinor: 300n,
    });
  });

  it('counts in the usual currency and lists the others, never converted', () => {
    const entries = [
      entry('2026-11-01', 1000),
      entry('2026-11-02', 1280, { currency: 'JPY' }),
      entry('2026-11-03', 500, { currency: 'JPY', kind: 'income' }),
    ];
    const overview = overviewOfMonth(entries, '2026-11-22', 'EUR');
    expect([overview.currency, overview.totals.spentMinor]).toEqual(['EUR', 1000n]);
    expect(overview.others).toEqual([{ currency: 'JPY', spentMinor: 1280n }]);
  });

  it('counts in the most used currency in a month that has nothing in the usual one', () => {
    const entries = [
      entry('2026-11-01', 1, { currency: 'USD' }),
      entry('2026-11-02', 2, { currency: 'JPY' }),
      entry('2026-11-03', 3, { currency: 'JPY' }),
    ];
    expect(overviewOfMonth(entries, '2026-11-22', 'EUR').currency).toBe('JPY');
  });

  it('shows fourteen days that end today, those without spending too', () => {
    const { lastDays } = overviewOfMonth([entry('2026-11-20', 250)], '2026-11-22', 'EUR');
    expect(lastDays).toHaveLength(14);
    expect([lastDays[0]?.day, lastDays.at(-1)?.day]).toEqual(['2026-11-09', '2026-11-22']);
    expect(lastDays.filter(({ amountMinor }) => amountMinor > 0n)).toEqual([
      { day: '2026-11-20', amountMinor: 250n },
    ]);
  });
});
