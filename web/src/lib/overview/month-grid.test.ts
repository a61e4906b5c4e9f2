import { describe, expect, it } from 'vitest';
import { tonesOf, weeksOf } from './month-grid.ts';

describe('weeksOf', () => {
  it('begins each week where the reader does', () => {
    const november = { from: '2026-11-01', to: '2026-11-30' };
    const monday = weeksOf(november, 1);
    expect(monday[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
    expect(monday.at(-1)).toEqual(['2026-11-30', null, null, null, null, null, null]);
    expect(weeksOf(november, 7)[0]?.[0]).toBe('2026-11-01');
    expect(weeksOf(november, 6)[0]).toEqual([
      null,
      '2026-11-01',
      '2026-11-02',
      '2026-11-03',
      '2026-11-04',
      '2026-11-05',
      '2026-11-06',
    ]);
  });

  it('has every day of a month that begins on pay-day once, over a leap day', () => {
    const days = weeksOf({ from: '2024-02-25', to: '2024-03-24' }, 1).flat();
    expect(days.filter((day) => day !== null)).toHaveLength(29);
    expect(days).toContain('2024-02-29');
    expect(days.length % 7).toBe(0);
  });
});

describe('tonesOf', () => {
  it('parts the days with spending into quarters, whatever the largest is', () => {
    const sums = [10n, 20n, 30n, 40n, 50n, 60n, 70n, 90_000n, 0n, -5n];
    const tones = tonesOf(sums.map((amountMinor, i) => ({ key: `2026-11-0${String(i)}`, amountMinor })));
    expect([...tones.values()]).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
  });

  it('shows equal days equally', () => {
    const tones = tonesOf(['a', 'b', 'c'].map((key) => ({ key, amountMinor: 500n })));
    expect(new Set(tones.values())).toEqual(new Set([4]));
  });
});
