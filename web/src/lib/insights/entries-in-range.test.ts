import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeEntry } from '$lib/entries/entry-fixture.ts';
import { cutChunks, itemOf } from '$lib/ledger/list-chunk.ts';
import { byDay } from '$lib/ledger/entry-list.ts';
import { entriesInRange } from './entries-in-range.ts';

const anyEntry = fc.record({
  day: fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`),
  kind: fc.constantFrom('expense' as const, 'refund' as const, 'income' as const),
  amountMinor: fc.integer({ min: 1, max: 10 ** 12 }),
  currency: fc.constantFrom('CHF', 'JPY', 'KWD'),
  category: fc.constantFrom('', 'food', 'e_own category'),
  title: fc.constantFrom('', 'bread', 'milk'),
  note: fc.constantFrom('', 'a note'),
  tags: fc.constantFrom([], ['trip'], ['home', 'trip']),
});

it('knows of entries what their records say', () => {
  fc.assert(
    fc.property(fc.array(anyEntry, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (drawn, size) => {
      const entries = drawn
        .map((fields, n) => makeEntry({ ...fields, id: `e_${String(n)}`, createdAt: n }))
        .sort(byDay);
      const range = { from: '2026-02-05', to: '2026-02-20' };
      // Oldest first in their chunks, as they are kept.
      const items = entries.toReversed().map(itemOf);
      const rows = Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
        cutChunks(String(at), items.slice(at * size, (at + 1) * size)),
      ).flat();
      const wanted = entries
        .filter(({ day }) => day >= range.from && day <= range.to)
        .map(({ id, kind, amountMinor, currency, category, day, title, tags }) => ({
          id,
          kind,
          amountMinor,
          currency,
          category,
          day,
          title,
          tags,
          deleted: false,
          unreadable: false,
        }));
      expect(entriesInRange(rows, range)).toEqual(wanted);
    }),
  );
});
