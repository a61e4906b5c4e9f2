import { periodOf } from '@tallybook/shared/personal/periods';
import { expect, it } from 'vitest';
import { partsInOtherUnits } from './other-units.ts';

const setting = { weekStart: 1, monthStart: 1 };

it('what is read ahead is what a change of the unit is compared with [L51]', () => {
  const today = '2026-03-20';
  expect(partsInOtherUnits(periodOf('month', today, setting), { today, setting })).toEqual([
    { from: '2026-03-09', to: '2026-03-13' },
    { from: '2025-01-01', to: '2025-03-20' },
  ]);
  expect(partsInOtherUnits(periodOf('year', '2024-05-05', setting), { today, setting })).toEqual([
    { from: '2024-12-23', to: '2024-12-29' },
    { from: '2024-11-01', to: '2024-11-30' },
  ]);
});
