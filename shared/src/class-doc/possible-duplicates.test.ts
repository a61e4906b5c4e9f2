import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { possibleDuplicates } from './possible-duplicates.ts';
import { ALI, BEA, CYD, change, ledgerOf, moneyOf } from './test-records.ts';
import type { LogChange } from './revision-store.ts';

const payment = (id: string, date: string, from = ALI, to = BEA, minor = 500) =>
  change(id, { k: 's', s: { date, money: moneyOf([[from, minor]], [[to, minor]]) } });
const bill = (id: string, a: string, odd: number, more: object = {}) =>
  change(id, {
    a,
    s: {
      date: '2026-05-01',
      money: moneyOf(
        [[ALI, 101]],
        [
          [ALI, 50 + odd],
          [BEA, 51 - odd],
        ],
      ),
      ...more,
    },
  });
const duplicatesIn = (...changes: readonly LogChange[]) => {
  const ledger = ledgerOf(...changes);
  return possibleDuplicates(ledger.entries(), (id) => ledger.identity(id)).map(({ kind, entryIds }) => [
    kind,
    ...entryIds,
  ]);
};

describe('possible duplicates', { timeout: 60_000 }, () => {
  it('[D12] are equal payments of a pair within three days', () => {
    expect(
      duplicatesIn(
        payment('e_0000010', '2026-05-01'),
        payment('e_0000020', '2026-05-04'),
        payment('e_0000030', '2026-05-08'),
        payment('e_0000040', '2026-05-02', BEA, ALI),
        payment('e_0000050', '2026-05-02', ALI, CYD),
        payment('e_0000060', '2026-05-02', ALI, BEA, 501),
      ),
    ).toEqual([['payment', 'e_0000010', 'e_0000020']]);
    expect(
      duplicatesIn(payment('e_0000010', '2026-05-01'), payment('e_0000020', '2026-05-01', CYD), {
        ...change('r_0000010', { k: 'm', e: CYD, s: { same: ALI } }),
      }),
    ).toHaveLength(1);
  });

  it('[D12] are one bill entered by two devices, whatever its title and whoever got the odd cent (Expensify#13516, #25925)', () => {
    const ledger = [
      bill('e_0000020', ALI, 0, { title: 'Dinner' }),
      bill('e_0000010', BEA, 1, { title: 'Pizza' }),
    ];
    expect(duplicatesIn(...ledger)).toEqual([['bill', 'e_0000010', 'e_0000020']]);
    expect(ledgerOf(...ledger).balancesOf('EUR')[0]).toEqual([ALI, 101n]);
  });

  it('[D12] are not two coffees of one author, other days, people or payers, or what is deleted', () => {
    expect(duplicatesIn(bill('e_0000010', ALI, 0), bill('e_0000020', ALI, 0))).toEqual([]);
    expect(
      duplicatesIn(bill('e_0000010', ALI, 0), bill('e_0000020', BEA, 0, { date: '2026-05-02' })),
    ).toEqual([]);
    expect(duplicatesIn(bill('e_0000010', ALI, 0), bill('e_0000020', BEA, 0, { del: 1 }))).toEqual([]);
    const others = [
      moneyOf(
        [[BEA, 101]],
        [
          [ALI, 50],
          [BEA, 51],
        ],
      ),
      moneyOf(
        [[ALI, 101]],
        [
          [ALI, 50],
          [CYD, 51],
        ],
      ),
    ];
    for (const money of others) {
      expect(duplicatesIn(bill('e_0000010', ALI, 0), bill('e_0000020', BEA, 0, { money }))).toEqual([]);
    }
  });

  it('[D12] do not depend on the order of entries', () => {
    const day = fc.integer({ min: 1, max: 9 }).map((n) => `2026-05-0${String(n)}`);
    const person = fc.constantFrom(ALI, BEA, CYD);
    const entries = fc.array(fc.tuple(fc.boolean(), day, person, person), { maxLength: 12 });
    fc.assert(
      fc.property(entries, (drawn) => {
        const changes = drawn.map(([isBill, date, a, b], i) => {
          const id = `e_000000${String(i).padStart(2, '0')}`;
          return isBill ? bill(id, a, 0, { date }) : payment(id, date, a, b);
        });
        const all = Array.from(ledgerOf(...changes).entries());
        const found = possibleDuplicates(all, (id) => id);
        expect(possibleDuplicates(all.toReversed(), (id) => id)).toEqual(found);
        const ids = found.flatMap(({ entryIds }) => entryIds);
        expect(new Set(ids).size).toBe(ids.length);
        expect(found.every(({ entryIds }) => entryIds.length > 1)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
