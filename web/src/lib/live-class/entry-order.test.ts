import type { ClassEntry } from '@tallybook/shared/class-doc/records';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EntryOrder } from './entry-order.ts';

type Placed = Pick<ClassEntry, 'id' | 'day' | 'createdAt'>;

/** Few ids, days and times, so that many are alike. */
const placed = fc.record({
  id: fc.integer({ min: 0, max: 12 }).map((at) => `e_${String(at).padStart(9, '0')}`),
  day: fc.constantFrom('2025-12-31' as const, '2026-01-01' as const, '2026-01-15' as const),
  createdAt: fc.integer({ min: 0, max: 2 }),
});

const asEntry = (entry: Placed): ClassEntry => entry as ClassEntry;

function inPlainOrder(entries: Iterable<Placed>): Placed[] {
  const keyOf = ({ day, createdAt }: Placed): string => `${day} ${String(createdAt)}`;
  return Array.from(entries).sort((a, b) =>
    keyOf(a) === keyOf(b) ? (a.id < b.id ? -1 : 1) : keyOf(a) < keyOf(b) ? 1 : -1,
  );
}

it('is newest day first, then newest created, however its entries came and went', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(placed, { selector: ({ id }) => id }),
      fc.array(fc.tuple(placed, fc.boolean()), { maxLength: 20 }),
      (start, changes) => {
        const order = new EntryOrder();
        const expected = new Map<string, Placed>(start.map((entry) => [entry.id, entry]));
        order.reset(start.map(asEntry));
        expect(order.entries).toEqual(inPlainOrder(expected.values()));
        for (const [entry, isListed] of changes) {
          if (isListed) expected.set(entry.id, entry);
          else expected.delete(entry.id);
          order.update([[entry.id, isListed ? asEntry(entry) : undefined]]);
          expect(order.entries).toEqual(inPlainOrder(expected.values()));
        }
        order.reset(start.map(asEntry));
        expect(order.entries).toEqual(inPlainOrder(start));
      },
    ),
  );
});
