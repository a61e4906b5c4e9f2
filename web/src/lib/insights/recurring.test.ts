import { expect, it } from 'vitest';
import { percentOf } from './percent.ts';
import { monthlySums } from './recurring.ts';

const cost = (id: string, currency: string, monthlyMinor: bigint) => ({
  id,
  title: id,
  currency,
  monthlyMinor,
  href: `/plans/${id}`,
});

it('sums up what comes back, each currency by itself', () => {
  const all = [cost('rent', 'CHF', 150_000n), cost('gym', 'EUR', 3_000n), cost('phone', 'CHF', 1_995n)];
  expect(monthlySums(all)).toEqual([
    { currency: 'CHF', minor: 151_995n },
    { currency: 'EUR', minor: 3_000n },
  ]);
  expect(monthlySums([])).toEqual([]);
});

it('says a part in whole per cent, exactly also of sums that no double holds', () => {
  expect(percentOf(1n, 3n, 'en')).toBe('33%');
  expect(percentOf(3n * 10n ** 20n, 4n * 10n ** 20n, 'en')).toBe('75%');
});
