import { expect, it } from 'vitest';
import { makeEntry } from '$lib/entries/entry-fixture.ts';
import { binGroups, takeRows } from './bin-groups.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const now = Date.UTC(2026, 10, 22);
const gone = (id: string, deletedAt: number) => makeEntry({ id, deleted: true, deletedAt });

it('puts together what one command deleted', () => {
  const entries = [gone('e_a', now), gone('e_b', now), gone('e_c', now - 5), gone('e_d', now - 40 * DAY_MS)];
  const groups = binGroups(entries, now);
  expect(groups.map(({ all }) => all.map(({ id }) => id))).toEqual([['e_a', 'e_b'], ['e_c'], ['e_d']]);
  expect(groups.map(({ isOlder, isFirstOlder }) => [isOlder, isFirstOlder])).toEqual([
    [false, false],
    [false, false],
    [true, true],
  ]);
});

it('keeps what a clock that was set back would make future', () => {
  expect(binGroups([gone('e_a', now + DAY_MS)], now).map(({ isOlder }) => isOlder)).toEqual([false]);
});

it('draws the first rows, and knows the whole group', () => {
  const entries = Array.from({ length: 5 }, (_, i) => gone(`e_${i}`, now));
  const [first, second] = takeRows(binGroups([...entries, gone('e_z', now - 1)], now), 3);
  expect(first?.entries).toHaveLength(3);
  expect(first?.all).toHaveLength(5);
  expect(second).toBeUndefined();
});
