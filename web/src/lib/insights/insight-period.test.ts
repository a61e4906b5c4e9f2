import { addDays } from '@tallybook/shared/calendar/day';
import { comparablePart, periodOf, type PeriodUnit } from '@tallybook/shared/personal/periods';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnPeriods, partToCompare, periodsToCompare, shiftedWithin } from './insight-period.ts';

const setting = { weekStart: 1, monthStart: 1 };
const today = '2026-11-23';
const anyDay = fc.integer({ min: 0, max: 4000 }).map((n) => addDays('2020-01-01', n));
const anyUnit = fc.constantFrom<PeriodUnit>('week', 'month', 'year');
const anySetting = fc.record({
  weekStart: fc.integer({ min: 1, max: 7 }),
  monthStart: fc.integer({ min: 1, max: 31 }),
});

describe('the columns beside a period', () => {
  const columns = (unit: PeriodUnit, day: string, firstDay: string | null = '2000-01-01') =>
    columnPeriods(periodOf(unit, day, setting), { today, firstDay, setting });

  it('are the twelve up to now while the period is among them', () => {
    const { periods, span, grain } = columns('month', '2026-02-10');
    expect([periods.length, periods[0]?.from, periods.at(-1)?.to]).toEqual([12, '2025-12-01', '2026-11-30']);
    expect([span, grain]).toEqual([{ from: '2025-12-01', to: today }, 'whole']);
  });

  it('are those up to an older period', () => {
    const { periods } = columns('week', '2024-06-05');
    expect([periods.length, periods.at(-1)?.from]).toEqual([12, '2024-06-03']);
  });

  it('begin where anything was logged, and with the period itself where nothing was', () => {
    expect(columns('year', today, '2024-05-01').periods.map(({ from }) => from.slice(0, 4))).toEqual([
      '2024',
      '2025',
      '2026',
    ]);
    expect(columns('month', today, null).periods).toHaveLength(1);
    expect(columns('month', '2026-02-10', '2026-10-05').periods[0]?.from).toBe('2026-02-01');
  });

  it.each([
    ['2026-11-01', '2026-11-20', 'day', 20],
    ['2026-09-01', '2026-11-20', 'week', 12],
    ['2025-01-15', '2026-11-20', 'month', 23],
    ['2015-01-15', '2026-11-20', 'year', 12],
  ])('divide %s to %s into columns of a %s', (from, to, unit, count) => {
    const own = columnPeriods({ unit: 'own', from, to }, { today, firstDay: null, setting });
    expect([own.unit, own.periods.length]).toEqual([unit, count]);
    expect([own.periods[0]?.from, own.periods.at(-1)?.to]).toEqual([from, to]);
  });

  it('leave out what of an own range is still to come or lies before the first entry', () => {
    const columnsOf = (from: string, to: string) =>
      columnPeriods({ unit: 'own', from, to }, { today, firstDay: '2026-11-01', setting });
    const { unit, span } = columnsOf('1970-01-01', '2199-12-31');
    expect([unit, span]).toEqual(['day', { from: '2026-11-01', to: today }]);
    expect(columnsOf('2027-01-01', '2027-02-01').periods).toEqual([]);
  });

  it('have no gaps, hold the period, and let no sum of a month stand for two of them', () => {
    fc.assert(
      fc.property(anyUnit, anyDay, anyDay, anyDay, anySetting, (unit, day, now, first, own) => {
        const period = periodOf(unit, day, own);
        const { periods, grain } = columnPeriods(period, { today: now, firstDay: first, setting: own });
        expect(periods.slice(1).map(({ from }) => from)).toEqual(
          periods.slice(0, -1).map(({ to }) => addDays(to, 1)),
        );
        expect(periods.some(({ from, to }) => from === period.from && to === period.to)).toBe(true);
        if (grain === 'whole') for (const { from } of periods.slice(1)) expect(from.slice(8)).toBe('01');
      }),
    );
  });
});

describe('what a period is compared with', () => {
  it('[L51] is the same part as of the period before', () => {
    fc.assert(
      fc.property(anyUnit, anyDay, anyDay, anySetting, (unit, day, now, own) => {
        const period = periodOf(unit, day, own);
        const before = shiftedWithin(period, -1, own);
        if (!before || now < period.from) return;
        expect(partToCompare(period, before, now)).toEqual(comparablePart(period, now, own));
      }),
    );
  });

  it('is any of the ones before it, or the same one a year before', () => {
    const week = periodsToCompare(periodOf('week', today, setting), setting);
    expect(week.map(({ from }) => from)).toEqual([
      ...Array.from({ length: 12 }, (_, i) => addDays('2026-11-23', -7 * (i + 1))),
      '2025-11-24',
    ]);
    expect(periodsToCompare(periodOf('month', today, setting), setting)).toHaveLength(12);
    const own = periodsToCompare({ unit: 'own', from: '2026-02-01', to: '2026-02-10' }, setting);
    expect(own.map(({ from, to }) => [from, to])).toEqual([
      ['2026-01-22', '2026-01-31'],
      ['2025-02-01', '2025-02-10'],
    ]);
  });

  it('lies in years that entries can lie in', () => {
    expect(periodsToCompare(periodOf('year', '1970-05-05', setting), setting)).toEqual([]);
    expect(shiftedWithin(periodOf('year', '2199-05-05', setting), 1, setting)).toBeNull();
    const longest = { unit: 'own' as const, from: '1970-01-01', to: '2199-12-31' };
    expect(periodsToCompare(longest, setting)).toEqual([]);
  });
});
