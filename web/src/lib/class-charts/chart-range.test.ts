import { describe, expect, it } from 'vitest';
import { chosenRange, ownRange } from './chart-range.ts';

describe('the time that charts are of', () => {
  it('is a year from its first day to its last, today or not', () => {
    expect(chosenRange('year', '2026-11-23')).toEqual({ from: '2026-01-01', to: '2026-12-31' });
  });

  it('is twelve whole months with this one as the last', () => {
    expect(chosenRange('months', '2026-02-28')).toEqual({ from: '2025-03-01', to: '2026-02-28' });
    expect(chosenRange('months', '2024-02-01')).toEqual({ from: '2023-03-01', to: '2024-02-29' });
    expect(chosenRange('months', '0001-05-01').from).toBe('0001-01-01');
  });

  it('is open where no day is given, and none when it ends before it begins', () => {
    expect(ownRange('', '')).toEqual(chosenRange('all', '2026-11-23'));
    expect(ownRange('2026-01-02', '')?.from).toBe('2026-01-02');
    expect(ownRange('2026-01-02', '2026-01-02')).toEqual({ from: '2026-01-02', to: '2026-01-02' });
    expect(ownRange('2026-01-02', '2026-01-01')).toBeNull();
  });

  it('takes no day that does not exist', () => {
    expect(ownRange('2026-02-30', '2026-03-01')?.from).toBe('0001-01-01');
  });
});
