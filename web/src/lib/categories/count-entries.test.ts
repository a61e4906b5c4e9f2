import { expect, it } from 'vitest';
import { countEntries } from './count-entries.ts';

it('counts entries one by one and as sums of months, merged ones where they count', () => {
  const counts = countEntries(
    [
      { category: 'fun' },
      { category: 'groceries', count: 40 },
      { category: 'groceries', count: 2 },
      { category: 'gifts' },
    ],
    (id) => (id === 'gifts' ? 'fun' : id),
  );
  expect([...counts]).toEqual([
    ['fun', 2],
    ['groceries', 42],
  ]);
});
