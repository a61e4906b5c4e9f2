import { expect, it } from 'vitest';
import type { ClassRow } from '$lib/platform/schema.ts';
import { classComing, comingSum, inOrder } from './coming.ts';

const occurrence = (day: string, rest: object = {}) => ({
  day,
  title: 'Rent',
  category: 'home',
  kind: 'expense',
  currency: 'EUR',
  amountMinor: 900,
  myMinor: 300,
  planId: 'e_rent',
  ...rest,
});
const row = (coming: object[]) => ({ id: 'flat', name: 'Flat', coming }) as unknown as ClassRow;
const span = { today: '2026-11-22', until: '2026-12-23' };

it('tells my part of what classes enter in the days ahead, and nothing that I have no part in', () => {
  const found = classComing(
    [
      row([
        occurrence('2026-11-22'),
        occurrence('2026-12-01'),
        occurrence('2026-12-02', { myMinor: 0 }),
        occurrence('2026-12-24'),
      ]),
      { id: 'old', name: 'Old' } as ClassRow,
    ],
    span,
  );
  expect(found).toMatchObject([
    { day: '2026-12-01', amountMinor: 300, className: 'Flat', href: '/classes/flat/plans/e_rent' },
  ]);
});

it('adds up what is still to be spent in one currency, less refunds, up to a day', () => {
  const found = classComing(
    [
      row([
        occurrence('2026-11-30'),
        occurrence('2026-11-25', { currency: 'USD', planId: 'e_b' }),
        occurrence('2026-11-26', { kind: 'income', planId: 'e_c' }),
        occurrence('2026-12-01', { planId: 'e_d' }),
      ]),
    ],
    span,
  );
  expect(comingSum(found, 'EUR', '2026-11-30')).toBe(300n);
  expect(inOrder(found.toReversed()).map(({ day }) => day)).toEqual([
    '2026-11-25',
    '2026-11-26',
    '2026-11-30',
    '2026-12-01',
  ]);
});
