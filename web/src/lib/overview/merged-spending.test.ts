import { expect, it } from 'vitest';
import { mergedSpending } from './merged-spending.ts';

it('counts a merged category for the one in its place, largest first again', () => {
  const spending = [
    { category: 'home', amountMinor: 900n, count: 1 },
    { category: 'fun', amountMinor: 600n, count: 2 },
    { category: 'bars', amountMinor: 500n, count: 3 },
    { category: 'pets', amountMinor: -100n, count: 1 },
  ];
  expect(mergedSpending(spending, (id) => (id === 'bars' ? 'fun' : id))).toEqual([
    { category: 'fun', amountMinor: 1100n, count: 5 },
    { category: 'home', amountMinor: 900n, count: 1 },
    { category: 'pets', amountMinor: -100n, count: 1 },
  ]);
});
