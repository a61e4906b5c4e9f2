import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClassEntry } from '../class-doc/records.ts';
import type { Leg, LegPart } from '../revisions/money-group.ts';
import { mySharesOf } from './my-share.ts';
import type { PersonalEntry } from './personal-entry.ts';
import { spentByCategory, spentByDay, totalsByCurrency } from './totals.ts';

const ME = 'm_anna01';
const isMe = (id: string): boolean => id === ME;

function classEntry(legs: readonly Leg[], rest: Partial<ClassEntry> = {}): ClassEntry {
  return {
    id: 'e_dinner01',
    ...{ createdAt: 5, createdBy: 'm_bea001', changedAt: 6, changedBy: 'm_bea001' },
    ...{ deleted: false, deletedAt: null, editedWhileDeleted: false, heads: [], overwritten: new Map() },
    ...{ kind: 'expense', legs, how: undefined, original: null, day: '2026-05-02', title: 'Dinner' },
    ...{ category: 'eating-out', note: '', tags: [], plannedBy: null, unreadable: false },
    ...rest,
  };
}

const leg = (cur: string, pay: readonly LegPart[], owe: readonly LegPart[]): Leg => ({
  cur,
  amt: pay.reduce((sum, [, minor]) => sum + minor, 0),
  pay,
  owe,
});
const dinner = leg(
  'EUR',
  [['m_bea001', 3000]],
  [
    ['m_bea001', 2000],
    [ME, 1000],
  ],
);
const letterOf = ({ kind }: ClassEntry): string =>
  ({ expense: 'x', income: 'i', settlement: 's', conversion: 's', other: 'zz' })[kind];
const brief = (entry: ClassEntry, mine = isMe) =>
  mySharesOf(entry, letterOf(entry), mine).map(({ entryId, kind, amountMinor, currency }) => [
    entryId,
    kind,
    amountMinor,
    currency,
  ]);

describe('my share of a class entry', () => {
  it('[L11] is what I bear of an expense, whoever paid, and what I get of an income', () => {
    expect(mySharesOf(classEntry([dinner]), 'x', isMe)).toEqual([
      expect.objectContaining({
        ...{ id: 'e_dinner01', entryId: 'e_dinner01', kind: 'expense', amountMinor: 1000, currency: 'EUR' },
        ...{ category: 'eating-out', day: '2026-05-02', title: 'Dinner' },
      }),
    ]);
    const income = leg('EUR', dinner.owe, dinner.pay);
    expect(brief(classEntry([income], { kind: 'income' }))).toEqual([['e_dinner01', 'income', 1000, 'EUR']]);
  });

  it('[L11] sums several ids of mine, gives each currency its own, and counts kinds of newer apps as spending', () => {
    const mine = (id: string) => id.startsWith('m_');
    expect(brief(classEntry([dinner]), mine)).toEqual([['e_dinner01', 'expense', 3000, 'EUR']]);
    const yen = leg('JPY', [['m_bea001', 5]], [[ME, 5]]);
    expect(mySharesOf(classEntry([dinner, yen], { kind: 'other' }), 'zz', isMe)).toMatchObject([
      { id: 'e_dinner01', kind: 'expense', amountMinor: 1000, currency: 'EUR' },
      { id: 'e_dinner01/1', kind: 'expense', amountMinor: 5, currency: 'JPY' },
    ]);
  });

  it('[L11] is none of payments, conversions, deleted and unreadable entries, and of what I only paid', () => {
    expect(brief(classEntry([dinner], { kind: 'settlement' }))).toEqual([]);
    expect(brief(classEntry([dinner], { kind: 'conversion' }))).toEqual([]);
    expect(brief(classEntry([dinner], { deleted: true }))).toEqual([]);
    expect(brief(classEntry([], { unreadable: true }))).toEqual([]);
    expect(brief(classEntry([leg('EUR', [[ME, 7]], [['m_bea001', 7]])]))).toEqual([]);
    const zero: LegPart = [ME, 0];
    expect(brief(classEntry([leg('EUR', [['m_bea001', 7]], [['m_bea001', 7], zero])]))).toEqual([]);
  });

  it('[L11] is none of money of kind s that is neither a payment nor a conversion', () => {
    const entry = classEntry([dinner], { kind: 'other' });
    expect(mySharesOf(entry, 's', isMe)).toEqual([]);
    expect(mySharesOf(entry, 'zz', isMe)).toHaveLength(1);
  });

  it('[L11] counts beside personal records: shares and records add up to the totals', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 1e12 }), { maxLength: 6 });
    const kinds = fc.constantFrom('expense', 'income', 'settlement');
    fc.assert(
      fc.property(amounts, fc.array(fc.tuple(fc.integer({ min: 0, max: 4e11 }), kinds)), (own, others) => {
        const records = own.map((amountMinor, i): PersonalEntry => {
          const [share] = mySharesOf(classEntry([dinner], { id: `e_own${i}` }), 'x', isMe);
          if (!share) throw new Error('No share');
          return { ...share, amountMinor, category: i % 2 ? 'fun' : '' };
        });
        const shares = others.flatMap(([mine, kind], i) => {
          const parts: LegPart[] = [
            ['m_bea001', 1],
            [ME, mine],
          ];
          const whole: LegPart[] = [['m_cleo01', mine + 1]];
          const money = kind === 'income' ? leg('EUR', parts, whole) : leg('EUR', whole, parts);
          const entry = classEntry([money], { id: `e_class${i}`, kind });
          return mySharesOf(entry, letterOf(entry), isMe);
        });
        const sum = (numbers: number[]) => numbers.reduce((total, n) => total + BigInt(n), 0n);
        const of = (kind: string) => sum(others.filter(([, k]) => k === kind).map(([mine]) => mine));
        const range = { from: '2026-05-01', to: '2026-05-31' };
        const all = [...records, ...shares];
        const totals = totalsByCurrency(all, range).get('EUR');
        const out = sum(own) + of('expense');
        expect(totals?.outMinor ?? 0n).toBe(out);
        expect(totals?.inMinor ?? 0n).toBe(of('income'));
        expect(
          spentByCategory(all, 'EUR', range).reduce((total, { amountMinor }) => total + amountMinor, 0n),
        ).toBe(out);
        expect(spentByDay(all, 'EUR', range)[1]?.amountMinor).toBe(out);
      }),
      { numRuns: 1000 },
    );
  });
});
